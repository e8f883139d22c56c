-- Sends the bodies of a file, one a line, at random from one seed, and counts what is no good answer: a failed connection,
-- a status above 399, and where each answer is looked at, another status than 200, an answer that is shorter than any good
-- one, or one with "errors" near its beginning or its end, where every server puts them. To hand each answer over to be
-- looked at costs the client more than some servers need to give it, so that what is measured is counted only. Arguments:
-- the file, the seed, the least bytes of a good answer, and `looked-at` or `counted`.

local threads = {}

function setup(thread)
   table.insert(threads, thread)
end

function init(args)
   math.randomseed(tonumber(args[2]))
   least, bad, good, length = tonumber(args[3]), 0, 0, 0
   looked_at = args[4] == "looked-at"
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
   else
      -- The status line, the empty line, and a colon, a space and an end of line for each header.
      local head = 19
      for name, value in pairs(headers) do
         head = head + #name + #value + 4
      end
      good, length = good + 1, length + head + #body
   end
end

function done(summary, latency, requests)
   local thread, errors = threads[1], summary.errors
   local lost = errors.connect + errors.read + errors.write + errors.timeout
   local bad, good, length = errors.status, 0, 0
   if thread:get("looked_at") then
      bad, good, length = thread:get("bad"), thread:get("good"), thread:get("length")
   end
   io.write(string.format(
      '\n{"answered":%d,"bad":%d,"lost":%d,"good":%d,"length":%d,"microseconds":%d,"bytes":%d,"p50":%d,"p99":%d,"most":%d}\n',
      summary.requests, bad, lost, good, length, summary.duration, summary.bytes,
      latency:percentile(50), latency:percentile(99), latency.max))
end
