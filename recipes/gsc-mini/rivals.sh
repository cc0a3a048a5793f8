#!/usr/bin/env bash
# The rivals of a network of gsc-mini over seeds, and the table and plot of accuracy against joules.
#
#   recipes/gsc-mini/rivals.sh [DATA [RUN]]
#
#   DATA     a folder or .tar.gz of gsc-mini; default: data/gsc-mini
#   RUN      the network that is studied; default: models/gsc-mini/compressed, beside which the table is kept
#   SEEDS    in the environment, default "1 2 3 4 5"
#   OUT      where runs go, default runs/rivals
set -euo pipefail
home=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
keyspike="$home/scripts/keyspike"
recipes="$home/recipes/gsc-mini"
data=${1:-$home/data/gsc-mini}
studied=${2:-$home/models/gsc-mini/compressed}
out=${OUT:-$home/runs/rivals}
if [[ -d "$data" ]]; then source=folder; else source=archive; fi

for seed in ${SEEDS:-1 2 3 4 5}; do
  for rival in ds-cnn twins/few-bits twins/four-bits; do
    "$keyspike" run "$recipes/$rival.yaml" --seed "$seed" --set "dataset.$source=$data" --out "$out/$(basename "$rival")/$seed"
  done
done

exec "$keyspike" study energy "$studied" --set "dataset.$source=$data" --clips 795 --keep --rival "$out"
