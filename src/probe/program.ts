/**
 * What runs on a server: POSIX sh, given on standard input, for Linux with busybox or coreutils. It prints raw counters
 * only; what they mean is reckoned here. It takes one sample for each line it is given (`b NUMBER` … `e NUMBER`), whose
 * letters say what else is wanted: `p` the processes that used processor time, `w` who is logged in, `d` the root disk.
 * When its input ends, so does it: nothing is written there, nothing stays behind. A sample forks for `who` and `df`
 * alone, all else are files of /proc that the shell reads itself. `set -f` and quoting keep what stands in them text.
 */
export const probeProgram = (nonce: string): string => `${source}
fleetop_probe '${nonce}' 2>/dev/null
`;

/** The line with which the program begins; what came before it is the login shell's. */
export const greeting = (nonce: string): string => `fleetop-probe 1 ${nonce} `;

/** What one sample is to have beside the counters. */
export type Wanted = { readonly processes: boolean; readonly logins: boolean; readonly disk: boolean };

/** The line that asks for a sample. */
export const askLine = ({ processes, logins, disk }: Wanted): string =>
  `s${processes ? 'p' : ''}${logins ? 'w' : ''}${disk ? 'd' : ''}\n`;

const source = String.raw`
fleetop_probe() {
  set -f
  LC_ALL=C TZ=UTC0 PATH="$PATH:/usr/bin:/bin:/usr/sbin:/sbin" nl='
'
  export LC_ALL TZ PATH
  system=$(uname -s)
  printf 'fleetop-probe 1 %s %s\n' "$1" "$system"
  [ "$system" = Linux ] || return 0
  number=0 now=a before=b known=
  while read -r wanted; do
    number=$((number + 1))
    out="b $number"
    while read -r name one two three four five six seven eight rest; do
      case $name in cpu*) ;; *) break ;; esac
      out="$out$nl""c $name $one $two $three $four $five $six $seven $eight"
    done </proc/stat
    read -r one two three rest </proc/loadavg && out="$out$nl""l $one $two $three"
    read -r one rest </proc/uptime && out="$out$nl""u $one"
    while read -r name one rest; do
      case $name in
        MemTotal: | MemFree: | MemAvailable: | Buffers: | Cached: | SwapTotal: | SwapFree:)
          out="$out$nl""m $name $one" ;;
      esac
    done </proc/meminfo
    while IFS=': ' read -r name one two three four five six seven eight nine rest; do
      case $name in
        Inter-* | face | lo | veth* | br-* | docker* | virbr* | vnet* | tap* | ifb* | dummy* | cali* | cni* | flannel*) continue ;;
      esac
      kind=0
      [ -e "/sys/class/net/$name/device" ] && kind=1
      out="$out$nl""n $kind $one $nine"
    done </proc/net/dev
    while read -r major minor name one two three four five six seven rest; do
      case $name in loop* | ram* | zram* | dm-* | md* | sr* | fd* | nbd*) continue ;; esac
      [ -e "/sys/block/$name" ] && out="$out$nl""d $three $seven"
    done </proc/diskstats
    case $wanted in *d*)
      text=$(df -kP / </dev/null) && out="$out$nl""r $\{text##*"$nl"}"
    esac
    case $wanted in *w*)
      if command -v who >/dev/null; then
        text=$(who -u </dev/null || who </dev/null)
        IFS=$nl
        count=0
        for line in $text; do
          [ "$count" -lt 200 ] && out="$out$nl""w $line"
          count=$((count + 1))
        done
        unset IFS
        out="$out$nl""W $count"
      fi
    esac
    case $wanted in *p*)
      names= count=0
      set +f
      set -- /proc/[0-9]*/stat
      set -f
      for file; do
        read -r line <"$file" || continue
        pid=$\{file#/proc/}
        pid=$\{pid%/stat}
        case $pid in *[!0-9]*) continue ;; esac
        name=$\{line#*\(}
        set -- $\{line##*) }
        [ $# -ge 13 ] || continue
        ticks=$(($\{12} + $\{13}))
        eval "last=\$\{$before$pid-} $now$pid=$ticks"
        names="$names $now$pid"
        [ "$ticks" = "$last" ] && continue
        [ -n "$known" ] && [ "$count" -lt 400 ] || continue
        [ "$ticks" -ge "$\{last:-0}" ] || last=0
        out="$out$nl""p $pid $((ticks - $\{last:-0})) $\{name%)*}"
        count=$((count + 1))
      done
      out="$out$nl""P $count"
      unset $known
      known=$names last=$now now=$before before=$last
    esac
    printf '%s\ne %s\n' "$out" "$number"
  done
}
`.replaceAll('$\\{', '${');
