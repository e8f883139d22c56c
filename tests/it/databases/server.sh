# Keeps one private PostgreSQL for one run of the tests, and counts the tests that ran on each database.
#
# Says on its standard output which folder this run has, and then `ready` with the folder of the server's programs,
# `missing WHY` or `broken WHY`. Reads one word a line from its standard input: the database that a test ran on. When
# the input ends, however the tests ended, it prints the counts to the error output, stops the server and removes the folder. Every run has a folder of its own, so
# that nothing an earlier run left behind can be in its way.
trap '' INT TERM HUP

sqlite=0 postgres=0 skipped=0 folder= owner= bin= why= counting=

as_owner() { if [ -n "$owner" ]; then runuser -u "$owner" -- "$@"; else "$@"; fi; }

find_programs() {
  found=$(command -v initdb) && found=$(dirname "$(readlink -f "$found")")
  newest=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -t/ -k5 -rV | tr '\n' ' ')
  for place in $found $newest; do
    if [ -x "$place/initdb" ] && [ -x "$place/pg_ctl" ] && [ -x "$place/postgres" ]; then
      bin=$place
      return 0
    fi
  done
  why='there is no initdb in PATH or in /usr/lib/postgresql/*/bin'
  return 1
}

find_owner() {
  [ "$(id -u)" = 0 ] || return 0
  if id postgres >/dev/null 2>&1 && command -v runuser >/dev/null; then
    owner=postgres
    return 0
  fi
  why='PostgreSQL does not run as root, and there is no user postgres with runuser to run it as'
  return 1
}

# The path of a socket may have about a hundred signs, and its folder must be open to the owner.
make_folder() {
  for base in "${TMPDIR:-/tmp}" /tmp; do
    if [ ${#base} -lt 60 ] && as_owner test -x "$base"; then
      folder=$(mktemp -d "$base/anbud-it-XXXXXX") || continue
      [ -z "$owner" ] || chown "$owner" "$folder"
      return 0
    fi
  done
  return 1
}

# The cluster sorts as Swedish readers expect where it can: a column without a collation of its own then shows itself.
# Only the user `guarded` is asked for a password.
# Tests that count statements ask the server, where it can count.
start() {
  cd "$folder" || return 1
  if [ -e "$bin/../lib/pg_stat_statements.so" ]; then
    counting='-c shared_preload_libraries=pg_stat_statements -c pg_stat_statements.max=100000'
  fi
  as_owner "$bin/initdb" -D "$folder/data" -U anbud -A trust -E UTF8 --no-sync --no-instructions \
    --locale=C --locale-provider=icu --icu-locale=sv >"$folder/initdb.log" 2>&1 ||
    { rm -rf "$folder/data" &&
      as_owner "$bin/initdb" -D "$folder/data" -U anbud -A trust -E UTF8 --no-sync --no-instructions \
        --locale=C >"$folder/initdb.log" 2>&1; } || return 1
  printf 'local all guarded scram-sha-256\nlocal all all trust\n' >"$folder/data/pg_hba.conf"
  as_owner "$bin/pg_ctl" -D "$folder/data" -l "$folder/server.log" -w -t 60 start -o "-c listen_addresses='' \
    -c unix_socket_directories='$folder' -c max_connections=300 -c shared_buffers=64MB -c fsync=off \
    -c synchronous_commit=off -c full_page_writes=off -c wal_level=minimal -c max_wal_senders=0 $counting" \
    >"$folder/start.log" 2>&1 </dev/null
}

find_programs && find_owner
make_folder
echo "$folder"
if [ -n "$why" ]; then
  echo "missing $why"
elif start; then
  echo "ready $bin"
else
  echo "broken $(tail -n 3 "$folder"/*.log 2>/dev/null | tr '\n' ' ')"
fi

while read -r word; do
  case $word in
    sqlite) sqlite=$((sqlite + 1)) ;;
    postgres) postgres=$((postgres + 1)) ;;
    skipped) skipped=$((skipped + 1)) ;;
  esac
done

if [ "$skipped" -gt 0 ]; then
  echo "databases: $sqlite tests on SQLite; SKIPPED: $skipped tests on PostgreSQL, for $why" >&2
else
  echo "databases: $sqlite tests on SQLite, $postgres on PostgreSQL" >&2
fi
[ -n "$why" ] || as_owner "$bin/pg_ctl" -D "$folder/data" -m immediate -w stop >/dev/null 2>&1
cd / && [ -n "$folder" ] && rm -rf "$folder"
