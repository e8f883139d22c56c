// Prints what graphql-eslint complains about in schema.graphql, one line each, or that there is nothing.
import { ESLint } from "eslint";

const results = await new ESLint().lintFiles(["schema.graphql"]);
const lines = results.flatMap(({ messages }) =>
  messages.map(({ line, ruleId, message }) => `schema.graphql:${line}: ${ruleId ?? "unreadable"}: ${message}`),
);
console.log(lines.length === 0 ? "no complaints" : lines.join("\n"));
