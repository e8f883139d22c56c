-- Sends the bodies of a file, one a line, at random from one seed, and counts what is no good answer: another status than
-- 200, an answer that is shorter than any good one, or one with "errors" near its beginning or its end, where every server
-- puts them. Arguments: the file, the seed, the least bytes of a good answer.

local threads = {}

function setup(thread)
   table.insert(threads, thread)
end

function init(args)
   math.randomseed(tonumber(args[2]))
   least, bad, answered, bytes = tonumber(args[3]), 0, 0, 0
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
   answered, bytes = answered + 1, bytes + #body
   if status ~= 200 or #body < least or body:sub(1, 64):find('"errors"', 1, true)
      or body:sub(-512):find('"errors"', 1, true) then
      bad = bad + 1
   end
end

function done(summary, latency, requests)
   local thread, errors = threads[1], summary.errors
   local lost = errors.connect + errors.read + errors.write + errors.timeout
   io.write(string.format(
      '\n{"answered":%d,"bad":%d,"lost":%d,"microseconds":%d,"bytes":%d,"p50":%d,"p99":%d,"most":%d}\n',
      thread:get("answered"), thread:get("bad"), lost, summary.duration, thread:get("bytes"),
      latency:percentile(50), latency:percentile(99), latency.max))
end
