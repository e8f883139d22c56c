// All schema rules of graphql-eslint's recommended and Relay sets, and those of the others that fit a schema without a
// history. What is set otherwise than recommended says why.
import graphql from "@graphql-eslint/eslint-plugin";

const { parser, configs } = graphql;

export default [
  {
    files: ["**/*.graphql"],
    languageOptions: { parser, parserOptions: { graphQLConfig: { schema: "schema.graphql" } } },
    plugins: { "@graphql-eslint": graphql },
    linterOptions: { reportUnusedDisableDirectives: "error" },
    rules: {
      ...configs["flat/schema-recommended"].rules,
      ...configs["flat/schema-relay"].rules,

      // Every noun has an id. What has none is no thing of its own: a page and its edges, what an act hands back, and
      // a text in two languages, a part of a rule's card, and what is told of the request itself.
      "@graphql-eslint/strict-id-in-types": [
        "error",
        {
          acceptedIdNames: ["id"],
          acceptedIdTypes: ["ID"],
          exceptions: {
            suffixes: ["Connection", "Edge", "Payload"],
            types: [
              "Bilingual",
              "EvaluationRecord",
              "LegalReference",
              "PageInfo",
              "RateLimit",
              "RuleExample",
              "RuleExampleStep",
              "RuleSymbol",
              "UserError",
              "Viewer",
            ],
          },
        },
      ],

      // Relay has a list of edges in each connection, and it is there. A second list without cursors, `nodes`, spares
      // most callers a level; and lists of values, such as the words of a refusal, are no lists of things to page.
      "@graphql-eslint/relay-edge-types": ["error", { listTypeCanWrapOnlyEdgeType: false }],

      "@graphql-eslint/input-name": ["error", { checkInputType: true, caseSensitiveInputType: false }],
      "@graphql-eslint/no-scalar-result-type-on-mutation": "error",
      "@graphql-eslint/require-nullable-fields-with-oneof": "error",
    },
  },
];
