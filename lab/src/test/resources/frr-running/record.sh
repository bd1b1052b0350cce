#!/bin/bash
# record.sh CONF...: writes CONF's name with .txt, what real FRR 8.4.4 prints after loading it. Needs root and an installed FRR.
set -u
name=sextant-rc
run=/var/run/frr/$name
ip netns add $name
mkdir -p $run
chown frr:frr $run
stop() {
  for daemon in bfdd bgpd staticd zebra; do
    [ -f $run/$daemon.pid ] && kill -9 "$(cat $run/$daemon.pid)"
    rm -f $run/$daemon.pid
  done
}
for conf in "$@"; do
  for daemon in zebra staticd bgpd bfdd; do
    ip netns exec $name /usr/lib/frr/$daemon -N $name -d -f /dev/null -i $run/$daemon.pid -z $run/zserv.api
  done
  vtysh -N $name -f "$conf"
  vtysh -N $name -c 'show running-config' > "${conf%.conf}.txt"
  stop
done
ip netns del $name
rm -rf $run
