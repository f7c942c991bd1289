#!/bin/sh
# Runs the PyPI client `tastytrade` against the simulator: once on the synthetic market, then on every recorded set.
#
#   PIQUANT=.build/release/piquant PYTHON=python3 PIQUANT_DATA=../shared/data Tests/Interop/tastytrade_acceptance.sh
#
# PYTHON must have the package tastytrade 13.2.3. Without PIQUANT_DATA only the synthetic market is tried. Prints one
# line of JSON for each run; the exit status is 0 when all were as expected.
set -eu
piquant=${PIQUANT:-.build/debug/piquant}
python=${PYTHON:-python3}
here=$(dirname "$0")
endpoints=$(mktemp)
simulator=
trap 'rm -f "$endpoints"; [ -z "$simulator" ] || kill "$simulator" 2>/dev/null || true' EXIT
failures=0

# check "OPTIONS OF THE CLIENT" OPTIONS OF THE SIMULATOR...
check() {
    client=$1
    shift
    : >"$endpoints"
    "$piquant" simulate --json --port 0 "$@" >"$endpoints" 2>/dev/null &
    simulator=$!
    tries=0
    until [ -s "$endpoints" ]; do
        tries=$((tries + 1))
        [ "$tries" -lt 200 ] || { echo "the simulator did not start: $*" >&2; exit 1; }
        sleep 0.05
    done
    # The client's options hold no blanks.
    # shellcheck disable=SC2086
    "$python" "$here/tastytrade_client.py" --endpoints "$endpoints" $client || failures=$((failures + 1))
    kill "$simulator" 2>/dev/null || true
    wait "$simulator" 2>/dev/null || true
    simulator=
}

check "" --source synthetic --seed 7

if [ -n "${PIQUANT_DATA:-}" ]; then
    while read -r set symbol; do
        prints=$PIQUANT_DATA/orderflow/$set.timesales.csv.gz
        bars=$PIQUANT_DATA/orderflow/$set.bars_1m.csv.gz
        echo "== $set" >&2
        check "--symbol $symbol --prints $prints --bars $bars" \
            --source "replay:$prints" --symbol "$symbol" --speed max --start on-subscribe
    done <<SETS
cme/esh4_20231225 /ESH24:XCME
cme/esh2_20220124 /ESH22:XCME
cme/esu4_20240701 /ESU24:XCME
cme/esu3_20130901_20130903am /ESU13:XCME
cme/gcz3_20131007 /GCZ13:XCEC
cme/gcz3_20131008 /GCZ13:XCEC
equities/amzn_20120621 AMZN
equities/bac_20131008 BAC
equities/aig_20131007 AIG
equities/ibm_20131007 IBM
equities/ibm_20131008 IBM
equities/ibm_20131009 IBM
crypto/btcusdt_usdm_20240808 BTC/USD:CXTALP
crypto/btcusdt_spot_20240808_09 BTC/USD:CXTALP
crypto/btcusd_perp_cm_20240808_09 BTC/USD:CXTALP
SETS
fi
[ "$failures" -eq 0 ] || { echo "$failures runs were not as expected" >&2; exit 1; }
