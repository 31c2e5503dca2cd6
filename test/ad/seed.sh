# Sourced by samba-domain.sh: what the domain holds. fixtures.ts lists the same hosts with the verdict that each must get.

hosts="OU=Hyper-V,$base"
server_2022=("Windows Server 2022 Datacenter" "10.0 (20348)")
base_spns=(HOST WSMAN TERMSRV)
hyper_v_spns=("Microsoft Virtual Console Service" "Microsoft Virtual System Migration Service" "Hyper-V Replica Service")
node_spns=("${base_spns[@]}" MSServerClusterMgmtAPI "${hyper_v_spns[@]}")
bulk=${BADNODE_AD_COMPUTERS:-3000}

unit() { # DN
  printf 'dn: %s\nobjectClass: organizationalUnit\n\n' "$1"
}

quoted_password() { printf '"%s"' "$(secret "$1")" | iconv -t UTF-16LE | base64 -w0; }

# computer RDN PARENT NAME ACCOUNT-CONTROL SYSTEM VERSION SPN-CLASS...; a name longer than NetBIOS takes is cut in sAMAccountName
computer() {
  local rdn=$1 parent=$2 name=$3 control=$4 system=$5 version=$6 short full class
  shift 6
  short=$(cut -c1-15 <<<"$name")
  full=$(tr '[:upper:]Ü' '[:lower:]ü' <<<"$name").$domain
  printf 'dn: %s,%s\nobjectClass: computer\nsAMAccountName: %s$\nuserAccountControl: %s\ndNSHostName: %s\n' "$rdn" "$parent" "$short" "$control" "$full"
  printf 'operatingSystem: %s\noperatingSystemVersion: %s\nunicodePwd:: %s\n' "$system" "$version" "$(quoted_password host)"
  for class in "$@"; do printf 'servicePrincipalName: %s/%s\nservicePrincipalName: %s/%s\n' "$class" "$short" "$class" "$full"; done
  echo
}

node() { computer "CN=$1" "${2:-$hosts}" "$1" 4096 "${server_2022[@]}" "${node_spns[@]}"; }

point() { # PARENT [LINE...]: what VMMS is known to set
  printf 'dn: CN=Microsoft Hyper-V,%s\nobjectClass: serviceConnectionPoint\n' "$1"
  shift
  [ $# -eq 0 ] || printf '%s\n' "$@"
  echo
}

as_administrator() {
  local tool=$1
  shift
  LDAPTLS_CACERT=$home/tls/ca.crt timeout 120 "$tool" -x -H "ldaps://$ip1" -D "administrator@$domain" -y "$home/secrets/administrator" "$@" >/dev/null
}

# As VMMS does: the host itself makes it and so owns it.
publishes() { # ACCOUNT COMPUTER-DN [LINE...]
  local account=$1 dn=$2
  shift 2
  [ $# -gt 0 ] || set -- "serviceBindingInformation: RDP listener port=2179"
  point "$dn" "$@" | LDAPTLS_CACERT=$home/tls/ca.crt timeout 20 ldapadd -x -H "ldaps://$ip1" -D "$account\$@$domain" -y "$home/secrets/host" >/dev/null
}

seed_online() {
  secret administrator >/dev/null
  secret host >/dev/null
  secret auditor >/dev/null
  {
    unit "$hosts"
    unit "OU=Rack 7\\, Nord,$hosts"
    unit "OU=Süd,$hosts"
    unit "OU=Locked,$hosts"
    unit "OU=Fleet,$base"
    local name
    for name in HV01 HV02 HV03 HV04 HV05 HV07 HV08 HV0A HV0B HV11 HV15 HV16 HV18 HV19 HV21 HV23; do node "$name"; done
    computer CN=HV06 "$hosts" HV06 4096 "${server_2022[@]}" "${base_spns[@]}" MSServerClusterMgmtAPI
    computer CN=HV09 "$hosts" HV09 4098 "${server_2022[@]}" "${node_spns[@]}"
    computer CN=HV14 "$hosts" HV14 4096 "${server_2022[@]}" "${base_spns[@]}" "${hyper_v_spns[@]}"
    node HV17 "OU=Locked,$hosts"
    node HV22 "OU=Rack 7\\, Nord,$hosts"
    node HV-MÜNCHEN01 "OU=Süd,$hosts"
    node HYPERVISOR-RACK7-NODE01
    computer 'CN=Spare\, HV24' "$hosts" HV24 4096 "${server_2022[@]}" "${node_spns[@]}"
    computer CN=HVCLU "$hosts" HVCLU 4096 "" "" HOST MSServerCluster MSServerClusterMgmtAPI MSClusterVirtualServer | grep -v '^operatingSystem'
    computer CN=HVFS "$hosts" HVFS 4096 "" "" HOST MSClusterVirtualServer | grep -v '^operatingSystem'
    computer CN=VM01 "$hosts" VM01 4096 "${server_2022[@]}" HOST
    computer CN=DEV01 "$hosts" DEV01 4096 "Windows 11 Enterprise" "10.0 (22631)" "${base_spns[@]}" "${hyper_v_spns[@]}"
    printf 'dn: CN=auditor,CN=Users,%s\nobjectClass: user\nsAMAccountName: auditor\nuserPrincipalName: auditor@%s\n' "$base" "$domain"
    printf 'userAccountControl: 66048\nunicodePwd:: %s\n\n' "$(quoted_password auditor)"
  } | as_administrator ldapadd

  for name in HV01 HV02 HV04 HV06 HV08 HV0A HV11 HV15 HV18 HV19 HV21; do publishes "$name" "CN=$name,$hosts"; done
  publishes HV05 "CN=HV05,$hosts" "serviceBindingInformation: RDP listener port=2179" "serviceDNSName: hv05-old.$domain"
  publishes HV22 "CN=HV22,OU=Rack 7\\, Nord,$hosts"
  publishes HV17 "CN=HV17,OU=Locked,$hosts"
  publishes HV-MÜNCHEN01 "CN=HV-MÜNCHEN01,OU=Süd,$hosts"
  publishes HYPERVISOR-RACK "CN=HYPERVISOR-RACK7-NODE01,$hosts"
  publishes HV24 "CN=Spare\\, HV24,$hosts"
  {
    # By an administrator, who then owns it, and without what VMMS sets.
    point "CN=HV07,$hosts"
    printf 'dn: CN=Windows Virtual Machine,CN=VM01,%s\nobjectClass: serviceConnectionPoint\n\n' "$hosts"
    printf 'dn: CN=Windows Virtual Machine,CN=HV21,%s\nobjectClass: serviceConnectionPoint\n\n' "$hosts"
    # Below no computer.
    point "OU=Fleet,$base" "serviceBindingInformation: RDP listener port=2179"
  } | as_administrator ldapadd
  as_administrator ldapdelete "CN=Microsoft Hyper-V,CN=HV08,$hosts"

  # HV10 and HV13 were renamed while joined. A domain controller puts the new names into the SPNs itself; HV10's services
  # wrote the old ones again.
  {
    renamed HV0A HV10
    printf 'dn: CN=HV10,%s\nchangetype: modify\nreplace: servicePrincipalName\n' "$hosts"
    local class
    for class in "${node_spns[@]}"; do printf 'servicePrincipalName: %s/HV0A\nservicePrincipalName: %s/hv0a.%s\n' "$class" "$class" "$domain"; done
    echo
    renamed HV0B HV13
    printf 'replace: operatingSystem\noperatingSystem: Windows Server 2025 Datacenter\n-\n'
    printf 'replace: operatingSystemVersion\noperatingSystemVersion: 10.0 (26100)\n\n'
    printf 'dn: CN=HV11,%s\nchangetype: modrdn\nnewrdn: CN=HV11\ndeleteoldrdn: 1\nnewsuperior: OU=Süd,%s\n\n' "$hosts" "$hosts" | encoded
  } | as_administrator ldapmodify
}

# Continues with more changes of the same entry, or ends with a blank line.
renamed() { # OLD NEW
  printf 'dn: CN=%s,%s\nchangetype: modrdn\nnewrdn: CN=%s\ndeleteoldrdn: 1\n\n' "$1" "$hosts" "$2"
  printf 'dn: CN=%s,%s\nchangetype: modify\nreplace: sAMAccountName\nsAMAccountName: %s$\n-\n' "$2" "$hosts" "$2"
  printf 'replace: dNSHostName\ndNSHostName: %s.%s\n-\n' "$(tr '[:upper:]' '[:lower:]' <<<"$2")" "$domain"
  [ "$2" = HV13 ] || echo
}

# LDIF takes no letters beyond ASCII but as base64.
encoded() {
  local line
  while IFS= read -r line; do
    if [[ $line =~ [^[:ascii:]] ]]; then printf '%s:: %s\n' "${line%%: *}" "$(printf %s "${line#*: }" | base64 -w0)"; else printf '%s\n' "$line"; fi
  done
}

# What a domain controller refuses over LDAP: times of the past, conflicts, a denial for one user, thousands at once.
seed_offline() { # FOLDER
  local sam=$1/private/sam.ldb
  local number
  for ((number = 0; number < bulk; number++)); do
    printf 'dn: CN=PC%05d,OU=Fleet,%s\nobjectClass: computer\nsAMAccountName: PC%05d$\nuserAccountControl: 4128\n\n' "$number" "$base" "$number"
  done >"$home/bulk.ldif"
  ldbadd -H "$sam" "$home/bulk.ldif" >/dev/null
  {
    printf 'dn: CN=Microsoft Hyper-V\\0ACNF:%s,CN=HV15,%s\nobjectClass: serviceConnectionPoint\n\n' 0d6f1a52-9c3e-4b7a-8f21-5e6d7c8b9a01 "$hosts"
    point "CN=LostAndFound,$base" "serviceBindingInformation: RDP listener port=2179"
  } >"$home/offline-add.ldif"
  ldbadd -H "$sam" --controls=relax:0 "$home/offline-add.ldif" >/dev/null
  aged "$1"
  local auditor
  auditor=$(ldbsearch -H "$sam" -b "CN=auditor,CN=Users,$base" -s base objectSid | sed -n 's/^objectSid: //p')
  deny "$sam" "OU=Locked,$hosts" "(D;CI;RPLCLORC;;;$auditor)"
  deny "$sam" "CN=HV18,$hosts" "(D;;LC;;;$auditor)"
  deny "$sam" "CN=Microsoft Hyper-V,CN=HV19,$hosts" "(D;;RPLCLORC;;;$auditor)"
}

# Beside the rules of a directory, in its file: accounts that are three years old, but for HV23's; HV16's last logon is four months ago.
aged() { # FOLDER
  local file="$1/private/sam.ldb.d/${base^^}.ldb" name created long_ago
  created=$(date -u -d '3 years ago' +%Y%m%d000000.0Z)
  long_ago=$((($(date +%s) - 120 * 86400 + 11644473600) * 10000000))
  {
    ldbsearch -H "$1/private/sam.ldb" -b "$hosts" '(|(objectClass=computer)(cn=Microsoft Hyper-V))' 1.1 | grep '^dn:' |
      grep -v 'CN=HV\(16\|23\),' | while IFS= read -r name; do
      printf '%s\nchangetype: modify\nreplace: whenCreated\nwhenCreated: %s\n\n' "$name" "$created"
    done
    printf 'dn: CN=HV16,%s\nchangetype: modify\nreplace: whenCreated\nwhenCreated: %s\n-\n' "$hosts" "$created"
    printf 'replace: lastLogonTimestamp\nlastLogonTimestamp: %s\n-\nreplace: pwdLastSet\npwdLastSet: %s\n\n' "$long_ago" "$long_ago"
  } >"$home/aged.ldif"
  ldbmodify -H "$file" "$home/aged.ldif" >/dev/null
}

deny() { # SAM DN ACE
  /usr/bin/python3 /usr/bin/samba-tool dsacl set -H "$1" --objectdn="$2" --sddl="$3" >/dev/null 2>&1 || die "$2 could not be denied."
}

# On the second controller HV04's connection point has vanished and HV03's has appeared.
diverge() { # FOLDER
  local sam=$1/private/sam.ldb
  ldbdel -H "$sam" "CN=Microsoft Hyper-V,CN=HV04,$hosts" >/dev/null
  local server="CN=DC1,CN=Servers,CN=Default-First-Site-Name,CN=Sites,CN=Configuration,$base"
  printf 'dn: %s\nchangetype: modify\nreplace: dNSHostName\ndNSHostName: dc2.%s\n' "$server" "$domain" >"$home/second-name.ldif"
  ldbmodify -H "$sam" --controls=relax:0 "$home/second-name.ldif" >/dev/null
  point "CN=HV03,$hosts" "serviceBindingInformation: RDP listener port=2179" >"$home/second.ldif"
  ldbadd -H "$sam" "$home/second.ldif" >/dev/null
}
