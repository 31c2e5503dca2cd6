#!/usr/bin/env bash
# A throw-away Active Directory domain on loopback, with Hyper-V hosts in every state that an audit has to tell apart.
# Needs Debian or Ubuntu and root, for Samba takes no other ports than 53, 88, 389 and 636. fixtures.ts says what is in it.
#
#   samba-domain.sh install   packages, by apt
#   samba-domain.sh start     provisions, seeds and starts both domain controllers; what runs already is left alone
#   samba-domain.sh env       NAME=VALUE lines: where they are, whom they trust, who may ask
#   samba-domain.sh stop      ends what this script started
#   samba-domain.sh remove    the same, and deletes all that it made
#
# BADNODE_AD_HOME is where everything lies; BADNODE_AD_IP and BADNODE_AD_IP2 are the addresses.
set -eEuo pipefail
umask 077
export PATH=/usr/sbin:/usr/bin:/sbin:/bin LC_ALL=C.UTF-8

home=${BADNODE_AD_HOME:-/tmp/badnode-ad}
ip1=${BADNODE_AD_IP:-127.0.0.60}
ip2=${BADNODE_AD_IP2:-127.0.0.61}
realm=CORP.EXAMPLE.TEST
domain=corp.example.test
base=DC=corp,DC=example,DC=test
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)

say() { printf 'samba-domain: %s\n' "$*" >&2; }
die() { say "$*"; exit 1; }
trap 'say "failed at line $LINENO of ${BASH_SOURCE[0]##*/}: $BASH_COMMAND"' ERR

[[ $ip1 == 127.* && $ip2 == 127.* ]] || die "BADNODE_AD_IP and BADNODE_AD_IP2 must be loopback addresses."

as_root() { [ "$(id -u)" -eq 0 ] || die "start needs root, for the ports of a domain controller are below 1024."; }

is_installed() {
  local tool
  for tool in samba samba-tool ldbmodify ldbadd ldapadd kinit openssl; do command -v "$tool" >/dev/null || return 1; done
  [ -d /usr/share/samba/setup ]
}

install_packages() {
  is_installed && return
  as_root
  export DEBIAN_FRONTEND=noninteractive
  # Packages start their services when they are installed, unless this says no.
  local policy=/usr/sbin/policy-rc.d made=
  if [ ! -e $policy ]; then
    printf '#!/bin/sh\nexit 101\n' >$policy
    chmod 755 $policy
    made=yes
  fi
  local status=0
  { apt-get update -qq && apt-get install -y -qq --no-install-recommends \
    samba samba-ad-dc samba-ad-provision samba-dsdb-modules samba-vfs-modules winbind python3-samba \
    ldb-tools ldap-utils krb5-user libsasl2-modules-gssapi-mit openssl >/dev/null; } || status=$?
  [ -z "$made" ] || rm -f $policy
  [ $status -eq 0 ] || die "apt could not install Samba."
}

secret() { # NAME: made once, kept in a file that only root reads
  local file=$home/secrets/$1
  mkdir -p "$home/secrets"
  [ -s "$file" ] || printf 'Pw1-%s' "$(openssl rand -hex 12)" >"$file"
  cat "$file"
}

authority() {
  [ -s "$home/tls/ca.crt" ] && return
  mkdir -p "$home/tls"
  openssl req -x509 -newkey rsa:2048 -nodes -days 30 -keyout "$home/tls/ca.key" -out "$home/tls/ca.crt" \
    -subj "/CN=badnode test authority" -addext "keyUsage=critical,keyCertSign,cRLSign" 2>/dev/null
}

certificate() { # NAME ADDRESS FOLDER
  local name=$1 address=$2 folder=$3
  mkdir -p "$folder"
  openssl req -newkey rsa:2048 -nodes -keyout "$folder/dc.key" -out "$folder/dc.csr" -subj "/CN=$name.$domain" 2>/dev/null
  printf 'subjectAltName=DNS:%s.%s,IP:%s\nextendedKeyUsage=serverAuth\n' "$name" "$domain" "$address" >"$folder/dc.ext"
  openssl x509 -req -in "$folder/dc.csr" -CA "$home/tls/ca.crt" -CAkey "$home/tls/ca.key" -CAcreateserial -days 30 \
    -out "$folder/dc.crt" -extfile "$folder/dc.ext" 2>/dev/null
}

configuration() { # FOLDER NAME ADDRESS SERVICES
  local dc=$1
  mkdir -p "$dc"/{run,log,lock,cache,etc}
  cat >"$dc/etc/smb.conf" <<EOF
[global]
  netbios name = $2
  realm = $realm
  workgroup = CORP
  server role = active directory domain controller
  interfaces = $3/8
  bind interfaces only = yes
  server services = $4
  dcerpc endpoint servers =
  private dir = $dc/private
  state directory = $dc/state
  cache directory = $dc/cache
  lock directory = $dc/lock
  pid directory = $dc/run
  ncalrpc dir = $dc/run/ncalrpc
  ntp signd socket directory = $dc/run/ntp_signd
  winbindd socket directory = $dc/run/winbindd
  log file = $dc/log/samba.log
  max log size = 0
  dns forwarder =
  allow dns updates = disabled
  # As Windows with LDAP signing required, but for Kerberos within TLS, which Samba otherwise refuses.
  ldap server require strong auth = allow_sasl_over_tls
  tls enabled = yes
  tls keyfile = $dc/tls/dc.key
  tls certfile = $dc/tls/dc.crt
  tls cafile = $home/tls/ca.crt
  panic action =
EOF
}

runs() { [ -s "$1/run/own.pid" ] && kill -0 "$(cat "$1/run/own.pid")" 2>/dev/null; }

run_controller() { # FOLDER ADDRESS
  local dc=$1 address=$2
  runs "$dc" && return
  rm -f "$dc"/run/*.pid
  setsid samba -s "$dc/etc/smb.conf" -F --no-process-group --debug-stdout -M single >"$dc/log/stdout" 2>&1 </dev/null &
  echo $! >"$dc/run/own.pid"
  for _ in $(seq 200); do
    if LDAPTLS_CACERT=$home/tls/ca.crt timeout 2 ldapsearch -x -H "ldaps://$address" -b '' -s base 1.1 >/dev/null 2>&1; then return; fi
    runs "$dc" || { tail -20 "$dc/log/stdout" >&2; die "Samba ended on $address."; }
    sleep 0.1
  done
  tail -20 "$dc/log/stdout" >&2
  die "Samba does not answer on $address."
}

stop_controller() { # FOLDER
  runs "$1" || return 0
  local pid
  pid=$(cat "$1/run/own.pid")
  kill "$pid"
  for _ in $(seq 100); do
    kill -0 "$pid" 2>/dev/null || { rm -f "$1/run/own.pid"; return; }
    sleep 0.1
  done
  kill -9 "$pid" 2>/dev/null || true
  rm -f "$1/run/own.pid"
}

provision() {
  local dc=$home/dc1
  rm -rf "$dc"
  mkdir -p "$dc"
  timeout 180 /usr/bin/python3 /usr/bin/samba-tool domain provision --quiet --targetdir="$dc" --realm=$realm --domain=CORP \
    --host-name=dc1 --host-ip="$ip1" --server-role=dc --dns-backend=SAMBA_INTERNAL --adminpass="$(secret administrator)" \
    --option="interfaces=$ip1/8" --option="bind interfaces only=yes" \
    --option="vfs objects=dfs_samba4 acl_xattr xattr_tdb" --option="xattr_tdb:file=$dc/xattr.tdb" \
    >"$home/provision.log" 2>&1 || { tail -20 "$home/provision.log" >&2; die "Samba could not be provisioned."; }
  certificate dc1 "$ip1" "$dc/tls"
  configuration "$dc" DC1 "$ip1" "ldap, cldap, kdc, dns"
  # A task that is not run here would add them; without them nobody gets a ticket for LDAP.
  ldbmodify -H "$dc/private/sam.ldb" >/dev/null <<EOF
dn: CN=DC1,OU=Domain Controllers,$base
changetype: modify
add: servicePrincipalName
servicePrincipalName: ldap/dc1.$domain
servicePrincipalName: ldap/DC1
EOF
  cat >"$home/krb5.conf" <<EOF
[libdefaults]
  default_realm = $realm
  dns_lookup_realm = false
  dns_lookup_kdc = false
  dns_canonicalize_hostname = false
  rdns = false
  udp_preference_limit = 1
[realms]
  $realm = {
    kdc = $ip1
  }
[domain_realm]
  .$domain = $realm
EOF
}

. "$here/seed.sh"

# The second controller is a copy of the first that then went its own way: as if replication had stopped.
second_controller() {
  local dc=$home/dc2
  rm -rf "$dc"
  cp -a "$home/dc1" "$dc"
  rm -rf "$dc/tls" "$dc/run"
  certificate dc2 "$ip2" "$dc/tls"
  configuration "$dc" DC2 "$ip2" "ldap, cldap"
  diverge "$dc"
}

start() {
  is_installed || die "Samba is not installed: $0 install"
  as_root
  mkdir -p "$home"
  if [ ! -e "$home/ready" ]; then
    authority
    provision
    run_controller "$home/dc1" "$ip1"
    seed_online
    stop_controller "$home/dc1"
    seed_offline "$home/dc1"
    second_controller
    touch "$home/ready"
  fi
  run_controller "$home/dc1" "$ip1"
  run_controller "$home/dc2" "$ip2"
  say "domain controllers on $ip1 and $ip2"
}

environment() {
  cat <<EOF
server=dc1.$domain
address=$ip1
address2=$ip2
domain=$domain
base=$base
ca=$home/tls/ca.crt
auditor=auditor@$domain
auditorPasswordFile=$home/secrets/auditor
administratorPasswordFile=$home/secrets/administrator
administrator=administrator@$domain
kerberosConfiguration=$home/krb5.conf
principal=auditor@$realm
EOF
}

stop() {
  local dc
  for dc in "$home/dc1" "$home/dc2"; do [ ! -d "$dc" ] || stop_controller "$dc"; done
}

case ${1:-} in
  install) install_packages ;;
  start) start ;;
  env) environment ;;
  stop) stop ;;
  remove)
    stop
    rm -rf "$home"
    ;;
  *)
    sed -n '2,12s/^# \{0,1\}//p' "$0"
    exit 2
    ;;
esac
