// PostGraphile over the benchmark's database: the amber preset, plus the port, the pool and one change of behaviour.
// Arguments: the database's URL, the port, the size of the pool.
import { createServer } from "node:http";
import { postgraphile } from "postgraphile";
import { grafserv } from "postgraphile/grafserv/node";
import { PostGraphileAmberPreset } from "postgraphile/presets/amber";
import { makePgService } from "postgraphile/adaptors/pg";

const [connectionString, port, readers] = process.argv.slice(2);

const preset = {
  extends: [PostGraphileAmberPreset],
  // Otherwise lists cannot be ordered by, or narrowed by, columns without an index of their own: the questions order lots
  // by position and bids by key, and pick procurements by profile, as the other servers do.
  disablePlugins: ["PgIndexBehaviorsPlugin"],
  pgServices: [makePgService({ connectionString, schemas: ["public"], poolConfig: { max: Number(readers) } })],
  grafserv: { port: Number(port), host: "127.0.0.1", graphiql: false, websockets: false, watch: false },
  grafast: { explain: false },
};

const instance = postgraphile(preset);
const served = instance.createServ(grafserv);
const server = createServer();
await served.addTo(server);
server.listen(Number(port), "127.0.0.1");

if (process.env.PRINT_SCHEMA) {
  const { printSchema } = await import("postgraphile/graphql");
  console.log(printSchema(await instance.getSchema()));
}
