#!/bin/sh
# Measures Anbud's server beside others over the same database on one machine; README.md says what is measured and how to
# read it. Needs cargo, PostgreSQL's initdb, pg_ctl and psql, Python 3.11, wrk, and node with npm.
#
# SECONDS=3            length of one measurement
# ONLY=Q1,Q3           only these questions
# SERVERS="anbud ..."  only these servers, of: anbud anbud-sqlite sqljson postgraphile seaography
# PROCUREMENTS=20000   instead: only ours, Q1 and Q2, on the default size and on this one, and by how much it slows down
# ACTS=10              as many transactions a second that write come and go beside what is asked
# DATA=folder          keeps the databases there, so that the next run need not fill them
# OUT=folder           where figures and plans go, target/bench-http unless it is set
# SEED=2027            the same seed asks the same
set -eu
cd "$(dirname "$0")/../.."
here=$PWD/bench/http
seconds=${SECONDS:-3} small=2000 large=${PROCUREMENTS:-2000} seed=${SEED:-2027} readers=16 port=${PORT:-18760}
# Some shells count seconds in that name.
[ "$seconds" -ge 1 ] || seconds=3
servers=${SERVERS:-anbud anbud-sqlite sqljson postgraphile seaography}
if [ "$large" != "$small" ]; then servers="anbud anbud-sqlite"; fi
out=${OUT:-$PWD/target/bench-http}
mkdir -p "$out"
out=$(cd "$out" && pwd)

missing() { echo "error: $1 is missing; $2" >&2; exit 1; }
command -v wrk >/dev/null || missing wrk "install it (Debian: apt-get install wrk)"
command -v psql >/dev/null || missing psql "install PostgreSQL's client"
python3 -c 'import sys; sys.exit(sys.version_info < (3, 11))' || missing "Python 3.11" "install it"
bin=$(dirname "$(readlink -f "$(command -v initdb || ls /usr/lib/postgresql/*/bin/initdb | sort -V | tail -1)")")
[ -x "$bin/pg_ctl" ] || missing "PostgreSQL's server" "install it (Debian: apt-get install postgresql)"
chosen() { case " $servers " in *" $1 "*) ;; *) return 1 ;; esac; }

# All at once: one by one, what they share would be built anew for each.
cargo build --release --locked --quiet -p anbud -p anbud-bench-data -p anbud-bench-sqljson
if chosen seaography; then
    cargo build --release --locked --quiet --manifest-path "$here/seaography/Cargo.toml" \
        --target-dir target/bench-http-seaography
fi
if chosen postgraphile && [ ! -d "$here/postgraphile/node_modules" ]; then
    command -v npm >/dev/null || missing npm "install node with npm"
    (cd "$here/postgraphile" && npm ci --silent)
fi

# A private cluster, whose socket lies beside it: a path of at most 107 bytes.
if [ -n "${DATA:-}" ]; then mkdir -p "$DATA"; work=$(cd "$DATA" && pwd); else work=$(mktemp -d); fi
as() { if [ "$(id -u)" = 0 ]; then runuser -u postgres -- "$@"; else "$@"; fi; }
if [ "$(id -u)" = 0 ]; then chown postgres "$work"; fi
# A quarter of the memory is shared, in huge pages where we may ask for them: a session that touches gigabytes in small
# ones spends as much on being shown each for the first time as on reading it.
shared=$(($(sed -n 's/^MemTotal: *\([0-9]*\) kB/\1/p' /proc/meminfo) / 4096))
huge=/proc/sys/vm/nr_hugepages
huge_before=$(cat "$huge" 2>/dev/null || echo 0)
processes=$work/processes
: > "$processes"
stop() {
    while read -r _ _ pid; do kill "$pid" 2>/dev/null || true; done < "$processes"
    [ -z "${acts:-}" ] || kill "$acts" 2>/dev/null || true
    as "$bin/pg_ctl" -D "$work/cluster" -m fast stop >/dev/null 2>&1 || true
    if [ -w "$huge" ]; then echo "$huge_before" > "$huge"; fi
    if [ -z "${DATA:-}" ]; then rm -rf "$work"; fi
}
trap stop EXIT
trap 'exit 130' INT TERM
if [ ! -d "$work/cluster" ]; then
    (cd "$work" && as "$bin/initdb" -D "$work/cluster" -U postgres -A trust --no-locale -E UTF8 >/dev/null)
    cat >> "$work/cluster/postgresql.conf" <<CONF
listen_addresses = ''
unix_socket_directories = '$work'
shared_buffers = '${shared}MB'
max_wal_size = '4GB'
max_connections = 300
jit = off
CONF
fi
if [ -w "$huge" ]; then echo $((huge_before + shared * 11 / 20 + 64)) > "$huge"; fi
# Everything is in memory, and is planned so for everybody: also in a cluster that was kept from before.
(cd "$work" && as "$bin/pg_ctl" -D "$work/cluster" -l "$work/postgres.log" -o '-c random_page_cost=1.1' -w start >/dev/null)

url() { # database of PostgreSQL
    echo "postgres://postgres@localhost/$1?host=$work"
}
sql() { psql -X -q -h "$work" -U postgres -d "$@" -v ON_ERROR_STOP=1; }
fill() { # procurements: both databases with the same rows, unless they are kept from before
    if [ -f "$work/filled-$1" ]; then return; fi
    echo "filling the databases with $1 procurements" >&2
    as "$bin/dropdb" --if-exists -h "$work" -U postgres "bench_$1"
    as "$bin/createdb" -h "$work" -U postgres "bench_$1"
    rm -f "$work/bench-$1.sqlite"*
    for database in "$(url "bench_$1")" "sqlite:$work/bench-$1.sqlite"; do
        target/release/anbud-bench-data --database "$database" --procurements "$1" >&2
    done
    sql "bench_$1" -1 -f "$here/prepare.sql"
    sql "bench_$1" -c 'VACUUM (ANALYZE)'
    python3 - "$work/bench-$1.sqlite" "$here/prepare.sql" <<'PYTHON'
import sqlite3, sys
database = sqlite3.connect(sys.argv[1])
database.executescript(open(sys.argv[2]).read())
database.commit()
PYTHON
    touch "$work/filled-$1"
}

warm() { # procurements: what is measured is in PostgreSQL's memory
    sql "bench_$1" -At >/dev/null <<'SQL'
CREATE EXTENSION IF NOT EXISTS pg_prewarm;
SELECT sum(pg_prewarm(oid)) FROM pg_class WHERE relkind IN ('r', 'i', 't');
SQL
}

start() { # name, command with arguments; its port is in $port
    name=$1
    shift
    "$@" > "$work/$name.log" 2>&1 &
    echo "$name $port $!" >> "$processes"
    port=$((port + 1))
}
most=1000000000
ours() { # name, database, readers
    start "$1" target/release/anbud serve --database "$2" --listen "127.0.0.1:$port" --readers "$3" \
        --question-cost "$most" --caller-budget "$most" --caller-budget-per-second "$most" --log-level error
}
both() { # procurements, ending of the names
    if chosen anbud; then ours "anbud$2" "$(url "bench_$1")" "$readers"; fi
    # A reader of SQLite works in our process and keeps pages of its own: as many as the program has by default.
    if chosen anbud-sqlite; then ours "anbud-sqlite$2" "sqlite:$work/bench-$1.sqlite" 4; fi
}

explain() { # the plans of the fixed statements, for one set of parameters each
    mkdir -p "$out/explain"
    plan() { # question, types, parameters
        { printf 'PREPARE asked(%s) AS %s;\n' "$2" "$(cat "$here/sql/$1.sql")"
          printf 'EXECUTE asked(%s) \\g /dev/null\nEXPLAIN (ANALYZE, BUFFERS) EXECUTE asked(%s);\n' "$3" "$3"
        } | sql "bench_$small" -At > "$out/explain/$1.txt"
    }
    plan q1 text "'BENCH-001000'"
    plan q2 text "'BENCH-001000'"
    plan q3 text,text,text "'directive', '9223372036854775807', '00000000-0000-0000-0000-000000000000'"
}

fill "$small"
warm "$small"
both "$small" ''
set -- --processes "$processes" --socket "$work" --database "bench_$small"
set -- "$@" --seconds "$seconds" --seed "$seed" --only "${ONLY:-}" --file "$work/bench-$small.sqlite"
if [ "$large" != "$small" ]; then
    fill "$large"
    warm "$large"
    both "$large" -large
    set -- "$@" --large "bench_$large" --file "$work/bench-$large.sqlite"
fi
if chosen sqljson; then
    explain
    start sqljson target/release/anbud-bench-sqljson "$(url "bench_$small")" "$port" "$readers"
fi
if chosen postgraphile; then
    start postgraphile env NODE_ENV=production GRAPHILE_ENV=production "$here/postgraphile/node_modules/node/bin/node" \
        "$here/postgraphile/server.mjs" "$(url "bench_$small")" "$port" "$readers"
fi
if chosen seaography; then
    start seaography target/bench-http-seaography/release/anbud-bench-seaography "$(url "bench_$small")" "$port" "$readers"
fi
if [ -n "${ACTS:-}" ]; then
    # What each of them changes is of no matter: to have begun one that writes makes another moment of the database.
    printf 'SELECT pg_current_xact_id() \\watch %s\n' "$(awk "BEGIN { print 1 / $ACTS }")" > "$work/acts.sql"
    psql -X -q -h "$work" -U postgres -d "bench_$small" -f "$work/acts.sql" >/dev/null &
    acts=$!
fi
python3 "$here/bench.py" "$@" --json "$out/figures.json" | tee "$out/report.md"
