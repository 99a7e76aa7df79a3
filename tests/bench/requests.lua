-- For wrk: asks as each of the signed-in members in turn, and prints one line of JSON at the end.

local requests = {}
local at = 0

-- The name has no address: it stands in the handshake and in the Host header only.
function wrk.resolve(_, service)
   wrk.addrs = wrk.lookup("127.0.0.1", service)
end

function init()
   for cookie in io.lines(os.getenv("NX_BENCH_COOKIES")) do
      requests[#requests + 1] = wrk.format("GET", nil, { Cookie = cookie })
   end
   at = math.random(#requests)
end

function request()
   at = at % #requests + 1
   return requests[at]
end

function done(summary, latency)
   local errors = summary.errors
   io.write(string.format(
      '{"requests":%d,"bytes":%d,"microseconds":%d,"bad":%d,"p50":%d,"p99":%d}\n',
      summary.requests, summary.bytes, summary.duration,
      errors.connect + errors.read + errors.write + errors.status + errors.timeout,
      latency:percentile(50), latency:percentile(99)))
end
