/**
 * Words of badnode's own sentences and codes, lower case. What stands here says nothing about whoever is reported on; of any
 * other word nobody can tell, so it is replaced. A word that is missing costs a reader a word and reveals nothing.
 */
export const PLAIN_WORDS: ReadonlySet<string> = new Set(
  `
a abort aborted about above absent access account accounthistories accountrenames accounts active adapter adapters
adcomputer add added addition additional additions address addresses administrative administrator administrators
admins adobject advanced advised after again against age agent agree ahead aliased aliases all allow allowed
allowing allows alone already also alt although always ambiguous among an analyze and anew announced another answer
answered answers any anybody anything apart appear append applicable application applied approx archive archives
are around array arrive arrived as ask asked asks assigned associated assumed at attached attempt attempts
attribute attributes attribution audit audited auth authenticated authentication author authorities authority
authorization available away back backed backslash backup backupjob backupproxy backups bad badnode bare base
baseline basis be became because been before began begin begins begintime begun behind being belong belonged
belongs below beside besides best better between beyond bigint binary bind binding bit blamed blames boolean boot
booted bootedbuilds boots both bound brackets brief broke build builds built bundle bundles busy but by byte bytes
ca cache call called calls came can cannot canonicalname capitals carry carve case catalog cause causes cell cells
cer cert certain certainty certificate certificates certification certutil chance change changed changes channel
channels character characters check checks checksum choose ciminstance cipher circumstance circumstances claim
claims class classes classname clear cleared clearly client clients clixml clock clocks clone cloneable close
closed cluster clusterdisk clustergroup clustering clustername clusternode clusterobject clusterof clusters
clustersharedvolume cn code codes collect collected collection collector column columns come comes comma command
comment comments common compact compare compared compares compatible complete completed completiontime compressed
computer computername computers computersecurechannel computersystem concerned conf configuration conflict
conflicts connect connected connection connectionpointpeers console container content contents context
contradictory control controller controllers convert cookie coordinator copies copy correct correlate correlation
could count counted counter counts coverage covered covers crash crashed crashes crashing create created creation
creationtime creator credentials critical crosses crossovers csv csvde ctrl current cut damaged damages data date
dates datetime day days dead debug decide decides decommissioned default defect del delete deleted
deletedconnectionpoints deletion deletions delimited delimiter denied denies deny departure departures depth der
descriptors detach device diagnose diagnosis did differ difference differences different differently differs direct
directory directoryhosts disabled disagree disagrees disk diskidguid diskpath disks dismissed distinguished
distinguishedname dmy dn dns dnshostname do docs does domain domaindnszones domainname domains done down drain
drained drainstatus drawn drive driver drivers driverversion drops dsmod duplicate duplicates dynamic dynamicweight
each earlier early editor eight either element else elsewhere empty enable enabled encode encoding encrypt
encrypted encryption end enddate ended endedat endless ends endtime endtimeutc endutc enough entered enterprise
entries entry epl eq equals error errors escaped etc event eventlog events ever every everyone everything
everywhere evict evicted eviction evictions evidence evt evtx example examples exe execution exist exists expected
expired explain explained explains explanation export exported exports expose exposed extended fact factor fail
failed failing fails failure failures false far fault faults feature features feed few fewer fibre file files
filter filtered finalstatus find finding findings finds finish finished finishtime firewall first fit five fixed
folder folders follow followed follows for forbid forbids foreign forestdnszones form format formats former found
four free from frozen full further future gaps gave generic get give given gives giving global go goes gone good
granted group groups grouptype guest guests guid had half hand handle hangs happened hardly hardware has have
header held help here hex hidden hide hides histories history hold holds holm horizon host hostname hosts hotfixid
hour hours how however hr hung hyper hypervisor hypervrolechanges id identifiers identity idle ids if immed import
imported importer importing imports in inactive incident incidents includemanagementtools incluster incomplete
inconclusive index inferred info inform information initiator inprogress input inputs inseparable inside install
installed installedlists instance instancetype instead insufficient integer interrupted interval intervals into
invalid is iscoregroup isdeleted isolated isrecycled isretry isretrymode issuer isu iswhole it items its itself job
jobid jobname jobs jobsess jobsessid jobsessionid join joined joins joint json judged judgements judges just kb kdc
kdestroy keep keeps kept kerberos key keywords kind kinit klist knew know known knows kpasswd krbtgt kvno label
lack lacked lacking lacks lags laid large larger last lastknownrdn lastlogondate later latest layer ldap ldaps ldf
ldif ldifde ldp leads leak learn learnt leave leaves leaving led left length less lest let letters level library
licences license lie lies like likely likewise limit line lines link list listed listener listens lists literal
little live loaded local localhost locate lock locked lockedout log logged logging logon logs long longer look
looked looks loop lose loses lost lostandfound lun luns machine machinename machines made make makers makes
malformed management manifest many map mapped mapping mark markdown marks match matched matches matter may md mdy
meant meanwhile mechanism median mediaserver meet member message metadata microsoft migration minute minutes
misplaced misses missing misspelt mixed model models modified module moment moments month monthly more most mount
mounted mounting mountpoint mounts move moved moves moving mpio msdcs msds much must name named names
namingcontexts nearest need needed needs neither network never new newer newowner next nine no nobody node
nodeinstanceid nodename nodes nodeweight none noout nor not note notes nothing notshown now nowhere npm nslookup
null number numbers object objectcategory objectclass objectguid objectname objects objectsid objectversion occur
occurs october of off offer offered offers offline offset often ok old older omit on once one onelevel ones online
only onset onsets open opened opens openssl operating operatingsystems operation operational operations operators
optional or order ordinary organization original orphan orphaned orphans os other others otherwise out outcome
output outside outweighs over overloaded overwritten own owned owner ownergroup ownernode owners ownership owns
package page pages paging paired parameters parametertype parcel parent parentguid part parted partial partially
partition partitionname partly partmgr partofdomain pass passed passes passing password passwordlastset passwords
path paths pattern peer peers pem pending perhaps permission permissions persisting persists piece piped place
placed placement places plain plan please point points policy policyname port ports possible present presentation
presented principal principalname principals print printed prints probability probable problem process product
production program programs progress proof properties property propertycount propertynames protected protocol prove
proven provider providers proxies proxy proxyname pscomputername published publishers purpose pushes put pwdlastset
question questions queued quick quotation raid raise raises ran random range rather rdma re reach reached reaches
read readable reader reads ready real reason reasons reboot rebuild recent recognised record records ref reference
references referral referrals refusal refusals refuse refused refuses register registered registers registration
reinstall reinstallation reinstalled rejected rejoined remove removed rename renamed renames renew renewed repadmin
repair repaired repairs repeated replaced replica replicate replicated replication replsummary report request
requested requester requestor require required requirements requires reset resolved resolver resource resourceid
resourcename resources resourcetype rest restart restarted restarts restricted restriction result resume resync
retries retry reused revision revoked rhs rid right rights role roles root round route routine row rows ruled run
running runs runspaceid s said samaccountname same san save saved say says schema schemaidguid scp sddl search
searchbase searches searchscope second seconds secure security see seeing seen sees self semicolon sends sent
sentence separator separators serial serialnumber serials server servers serves service servicednsname session
sessionid sessions set sets setting settings setup seven several severity shadowsetid share shared sharedvolume
short shorter should show shown showobjmeta shows shut shutdown shutdowns sick sid sides sidhistory sight sign
signal signature signatures signed signing simple simply since single site sites six size skew skipped slow smb
snapshot snapshotid snapshots snapshotset snapshotsetid so socket software some somebody something sorting sound
source sourcehost sourcehostname sourceproxy sources space spaces span spans speak speaks spn spns stale stand
stands start startdate started startedat starting starts starttime starttimelocal starttimeutc starttls startutc
state states status stay stays step steps still stood stop stopped stopping stoptime stoptimelocal stoptimeutc
storage store storm storms string strong sub subfolders subject subjectaltname subjects subordinates subtree
succeeded success successes successful such summary support supported supports suppressed suppresses suppression
sure suspect suspend swapped switch switched switches syncall system t tab tag take taken takes tape target task
tasks tcp tell tells temporary ten terminal test tests text than that the their theirs them themselves then there
these they this thorough those though three threshold threw through ticket ticks tight time timecreated timedatectl
timeline timeout times timestamp timestamputc timeutc timezone tls to together token tokengroups told tolerance
tolerated too took tool tools torn total trait traits transportable trial trials tried true truncated trusted
trusts try ts turn turned twice two type tzutil ulimit unable uncompared uncounted undecided under understand
understands understood unexpected unexpectedly unfinished unfit unfound uninstall unit unjudged unknown unlaid
unless unlike unlock unlocked unmapped unmount unmounted unnamed unpack unpacked unpaired unplaced unreachable
unread unreadable unseen unserved unsound until untrusted unusable unused unwilling unwitnessed up update updated
updates upgrade upgraded upgrades use used usedeskeyonly user users uses usnchanged usncreated usnlastobjrem
usually utc valid validate value values veeam vendor verdict verified verify version versions vhdpath view viewer
views virtual virtualization virtualmachine vm vmhost vmms vmname vms volume volumeguid volumename volumepath
volumes vss wait waits want wanted wants warn warning warnings warns was way ways weak weaker week weeks well went
were wevtutil what whatever when whenchanged whencreated where whether which whichever while who whoever whole whom
whose why widely width will willing win window windows windowsfeature with within without witness wmi word words
work working workstation would write writer writers writes writing written wrong wrote wx xml year years yes yet
ymd you young younger your zero zeros zone
`
    .trim()
    .split(/\s+/),
);
