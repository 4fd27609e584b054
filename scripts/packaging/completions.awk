# Completions for -v shell=bash|zsh|fish, out of what options.awk prints.
$1 == "verb" { verbs[++verb_count] = $2; about[$2] = $3; all[$2] = $4 == "all" }
$1 == "option" { ++options; owner[options] = $2; option[options] = $3; value[options] = $4; told[options] = $5 }

# What may stand behind an option: "files", "directories", a command that lists it, "other", or "" for a switch.
function kind(i) {
  if (value[i] == "-") return ""
  if (value[i] ~ /^(FILE|F$)/) return "files"
  if (value[i] == "DIR") return "directories"
  if (name == "grafake" && option[i] ~ /-release$/) return name " releases 2>/dev/null | cut -d\" \" -f1"
  if (name == "grafake" && option[i] ~ /-lie$/) return name " lies 2>/dev/null | cut -d\" \" -f1"
  return "other"
}
# The program takes one dash or two where its help says one.
function written(i) { return option[i] ~ /^-[^-]./ ? option[i] " -" option[i] : option[i] }
function quoted(text) { gsub(/'/, "'\\''", text); return "'" text "'" }
function names_of(verb,   i, list) {
  for (i = 1; i <= options; i++) if (owner[i] == verb) list = list " " written(i)
  return substr(list, 2)
}
function all_verbs(separator,   i, list) {
  for (i = 1; i <= verb_count; i++) list = list (i > 1 ? separator : "") verbs[i]
  return list
}
function options_of_verbs(   i) {
  print "  case $verb in"
  for (i = 1; i <= verb_count; i++) {
    printf "    %s) options='%s%s' ;;\n", verbs[i], names_of(verbs[i]), all[verbs[i]] ? " " names_of("-") : ""
  }
  printf "    *) options='%s' ;;\n  esac\n", names_of("-")
}
function by_kind(   i, patterns, what, k, kinds, count) {
  for (i = 1; i <= options; i++) {
    what = written(i)
    gsub(/ /, "|", what)
    k = kind(i)
    if (k == "" || (k, what) in grouped) continue
    grouped[k, what] = 1
    if (!(k in patterns)) kinds[++count] = k
    patterns[k] = patterns[k] (patterns[k] ? "|" : "") what
  }
  print "  case $previous in"
  for (i = 1; i <= count; i++) {
    k = kinds[i]
    printf "    %s) ", patterns[k]
    if (k == "other") print "return ;;"
    else if (shell == "bash") {
      if (k == "files") print "COMPREPLY=($(compgen -f -- \"$word\")); return ;;"
      else if (k == "directories") print "COMPREPLY=($(compgen -d -- \"$word\")); return ;;"
      else print "COMPREPLY=($(compgen -W \"$(" k ")\" -- \"$word\")); return ;;"
    } else if (k == "files") print "_files; return ;;"
    else if (k == "directories") print "_files -/; return ;;"
    else print "compadd -- $(" k "); return ;;"
  }
  print "  esac"
}
function bash(   function_name) {
  function_name = "_" name
  gsub(/-/, "_", function_name)
  printf "# bash completion for %s, out of its help.\n%s() {\n", name, function_name
  print "  local word=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD - 1]} verb= options= at"
  printf "  for ((at = 1; at < COMP_CWORD; at++)); do\n    case ${COMP_WORDS[at]} in\n      %s) verb=${COMP_WORDS[at]}; break ;;\n    esac\n  done\n", all_verbs(" | ")
  by_kind()
  options_of_verbs()
  print "  if [[ $word == --* ]]; then\n    COMPREPLY=($(compgen -W \"$options\" -- \"$word\"))"
  print "  elif [[ $word == -* ]]; then\n    COMPREPLY=($(compgen -W \"$options\" -- \"$word\" | sort -u))"
  printf "  elif [[ -z $verb || $verb == help ]]; then\n    COMPREPLY=($(compgen -W '%s' -- \"$word\"))\n", all_verbs(" ")
  printf "  else\n    COMPREPLY=($(compgen -f -- \"$word\"))\n  fi\n}\ncomplete -o filenames -F %s %s\n", function_name, name
}
function zsh(   i, function_name) {
  function_name = "_" name
  printf "#compdef %s\n# Out of the help of %s.\n%s() {\n", name, name, function_name
  print "  local word=$words[CURRENT] previous=$words[CURRENT-1] verb= options= at\n  local -a verbs"
  print "  verbs=("
  for (i = 1; i <= verb_count; i++) printf "    %s\n", quoted(verbs[i] (about[verbs[i]] ? ":" about[verbs[i]] : ""))
  print "  )"
  printf "  for ((at = 2; at < CURRENT; at++)); do\n    case $words[at] in\n      %s) verb=$words[at]; break ;;\n    esac\n  done\n", all_verbs(" | ")
  by_kind()
  options_of_verbs()
  print "  if [[ $word == -* ]]; then\n    compadd -- ${=options}\n  elif [[ -z $verb || $verb == help ]]; then\n    _describe verb verbs\n  else\n    _files\n  fi\n}"
  printf "%s \"$@\"\n", function_name
}
# Verbs that take none of the program's options.
function verbs_alone(   i, list) {
  for (i = 1; i <= verb_count; i++) if (!all[verbs[i]]) list = list " " verbs[i]
  return list
}
function fish(   i, condition, k, alone) {
  alone = verbs_alone()
  printf "# fish completion for %s, out of its help.\n", name
  printf "complete -c %s -n 'not __fish_seen_subcommand_from %s' -f\n", name, all_verbs(" ")
  for (i = 1; i <= verb_count; i++)
    printf "complete -c %s -n 'not __fish_seen_subcommand_from %s' -a %s -d %s\n", name, all_verbs(" "), verbs[i], quoted(about[verbs[i]])
  for (i = 1; i <= options; i++) {
    condition = "__fish_seen_subcommand_from " owner[i]
    if (owner[i] == "-") condition = alone ? "not __fish_seen_subcommand_from" alone : ""
    printf "complete -c %s%s", name, condition ? " -n '" condition "'" : ""
    if (option[i] ~ /^--/) printf " -l %s", substr(option[i], 3)
    else if (length(option[i]) == 2) printf " -s %s", substr(option[i], 2)
    else printf " -o %s -l %s", substr(option[i], 2), substr(option[i], 2)
    k = kind(i)
    if (k == "files") printf " -r -F"
    else if (k == "directories") printf " -x -a '(__fish_complete_directories)'"
    else if (k == "other") printf " -x"
    else if (k != "") printf " -x -a '(%s)'", k
    printf " -d %s\n", quoted(told[i])
  }
}
END {
  name = ENVIRON["NAME"]
  if (shell == "bash") bash()
  else if (shell == "zsh") zsh()
  else fish()
}
