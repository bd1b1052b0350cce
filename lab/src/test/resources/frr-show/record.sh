#!/bin/bash
# record.sh OUT: runs this folder's network in namespaces with the real FRR and writes what vtysh prints of commands.txt.
# Needs root and an installed FRR (zebra, staticd, bgpd, bfdd, vtysh).
set -u
out=$1
here=$(cd "$(dirname "$0")" && pwd)
pre=sextant-show-
peers="1 3 4 7 8 9 2"
stop() {
  for ns in $(ip netns list | awk '{print $1}' | grep "^$pre"); do
    for pid in $(ip netns pids "$ns"); do kill -9 "$pid"; done
    ip netns del "$ns"
    rm -rf "/var/run/frr/$ns"
  done
}
trap stop EXIT
start() {
  local ns=$pre$1 run=/var/run/frr/$pre$1
  mkdir -p "$run"; chown frr:frr "$run"
  for daemon in zebra staticd bfdd bgpd; do
    ip netns exec "$ns" unshare --uts sh -c "hostname $1; exec /usr/lib/frr/$daemon -N $ns -d -f $tmp/$1.conf -i $run/$daemon.pid"
  done
}
tmp=$(mktemp -d); chmod 755 "$tmp"; cp "$here"/*.conf "$tmp"; chmod 644 "$tmp"/*
ip netns add ${pre}r1
ip -n ${pre}r1 link set lo up
ip -n ${pre}r1 addr add 10.255.0.1/32 dev lo
ip -n ${pre}r1 addr add 2001:db8:99::1/128 dev lo
quiet() {
  for key in all.accept_ra=0 default.accept_ra=0 all.forwarding=1; do ip netns exec "$1" sysctl -qw "net.ipv6.conf.$key"; done
}
quiet ${pre}r1
for k in 1 2 3 4 5 6 7 8 9; do
  ip netns add ${pre}n$k
  ip -n ${pre}n$k link set lo up
  quiet ${pre}n$k
  ip link add e$k netns ${pre}r1 type veth peer name e0 netns ${pre}n$k
  ip -n ${pre}r1 addr add 10.1.$k.1/24 dev e$k
  ip -n ${pre}n$k addr add 10.1.$k.2/24 dev e0
  case $k in 2|3) ;; *) ip netns exec ${pre}n$k sysctl -qw net.ipv6.conf.all.disable_ipv6=1 net.ipv6.conf.default.disable_ipv6=1;; esac
  case $k in 2|3)
    ip -n ${pre}r1 addr add 2001:db8:$k::1/64 dev e$k nodad
    ip -n ${pre}n$k addr add 2001:db8:$k::2/64 dev e0 nodad
  esac
  ip -n ${pre}r1 link set e$k up
  ip -n ${pre}n$k link set e0 up
done
ip -n ${pre}n2 addr add 10.99.2.2/32 dev lo
ip -n ${pre}n2 addr add 2001:db8:99::2/128 dev lo
sleep 2
start r1
sleep 7
sleep 1
for k in $peers; do start n$k; sleep 2; done
sleep 12
mkdir -p "$out"
rm -f "$out"/*.txt
while read -r router command; do
  {
    echo "@ $command"
    vtysh -N $pre$router -c "$command" 2>/dev/null
  } >> "$out/$router.txt"
done < "$here/commands.txt"
