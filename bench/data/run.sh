#!/bin/sh
# Loads the same rows row by row through the ORM and in bulk, on SQLite and on a private PostgreSQL, and prints times and
# ratios; then the full size in bulk. Needs cargo and PostgreSQL's initdb and pg_ctl. PROCUREMENTS sets the size of the
# comparison, 200 unless it is set.
set -eu
cd "$(dirname "$0")/../.."
small=${PROCUREMENTS:-200}
cargo build --release --quiet -p anbud-bench-data
program=$PWD/target/release/anbud-bench-data
bin=$(dirname "$(readlink -f "$(command -v initdb || ls /usr/lib/postgresql/*/bin/initdb | sort -V | tail -1)")")
work=$(mktemp -d)
as() { if [ "$(id -u)" = 0 ]; then runuser -u postgres -- "$@"; else "$@"; fi; }
if [ "$(id -u)" = 0 ]; then chown postgres "$work"; fi
trap 'as "$bin/pg_ctl" -D "$work/data" -m fast stop >/dev/null 2>&1 || true; rm -rf "$work"' EXIT
cd "$work"
as "$bin/initdb" -D "$work/data" -U postgres -A trust --no-locale -E UTF8 >/dev/null
printf "listen_addresses = ''\nunix_socket_directories = '%s'\nshared_buffers = '1GB'\nmax_wal_size = '4GB'\n" "$work" >> "$work/data/postgresql.conf"
as "$bin/pg_ctl" -D "$work/data" -l "$work/log" -w start >/dev/null
load() { # database, way, procurements: milliseconds
    case $1 in
        sqlite) url="sqlite:$work/$2-$3.sqlite" ;;
        *) as "$bin/createdb" -h "$work" -U postgres "$2_$3"; url="postgres://postgres@localhost/$2_$3?host=$work" ;;
    esac
    "$program" --database "$url" --procurements "$3" --how "$2" | sed 's/^\([0-9]*\) rows in \([0-9]*\) ms$/\1 \2/'
}
for database in sqlite postgres; do
    slow=$(load $database rows "$small")
    fast=$(load $database bulk "$small")
    echo "$database: ${slow% *} rows: row by row ${slow#* } ms, in bulk ${fast#* } ms, $(( ${slow#* } * 10 / ${fast#* } ))/10 times as fast"
    full=$(load $database bulk 2000)
    echo "$database: full size, ${full% *} rows in bulk: ${full#* } ms"
done
