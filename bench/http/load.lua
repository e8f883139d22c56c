-- Sends the bodies of a file, one a line, at random from one seed, and counts what is no good answer: another status than
-- 200, and where each answer is looked at, one that is shorter than any good one or has "errors" near its beginning or its
-- end, where every server puts them. To hand each answer over to be looked at costs the client more than some servers need
-- to give it, so that what is measured is counted only. Arguments: the file, the seed, the least bytes of a good answer,
-- and `looked-at` or `counted`.

local threads = {}

function setup(thread)
   table.insert(threads, thread)
end

function init(args)
   math.randomseed(tonumber(args[2]))
   least, bad, looked_at = tonumber(args[3]), 0, args[4] == "looked-at"
   if not looked_at then
      response = nil
   end
   requests = {}
   local headers = { ["content-type"] = "application/json", ["accept"] = "application/json" }
   for body in io.lines(args[1]) do
      table.insert(requests, wrk.format("POST", wrk.path, headers, body))
   end
end

function request()
   return requests[math.random(#requests)]
end

function response(status, headers, body)
   if status ~= 200 or #body < least or body:sub(1, 64):find('"errors"', 1, true)
      or body:sub(-512):find('"errors"', 1, true) then
      bad = bad + 1
   end
end

function done(summary, latency, requests)
   local thread, errors = threads[1], summary.errors
   local lost = errors.connect + errors.read + errors.write + errors.timeout
   local bad = thread:get("looked_at") and thread:get("bad") or errors.status
   io.write(string.format(
      '\n{"answered":%d,"bad":%d,"lost":%d,"microseconds":%d,"bytes":%d,"p50":%d,"p99":%d,"most":%d}\n',
      summary.requests, bad, lost, summary.duration, summary.bytes,
      latency:percentile(50), latency:percentile(99), latency.max))
end
