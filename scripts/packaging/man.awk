# A man page out of a program's help, and behind a line of form feed and verb that of each verb.
function escaped(text) { gsub(/\\/, "\\e", text); gsub(/-/, "\\-", text); sub(/^[.']/, "\\\\\\&&", text); return text }
function fill() { if (verbatim) { print ".fi"; verbatim = 0 } }
function keep() { if (!verbatim) { print ".nf"; verbatim = 1 } }
function section(title) { fill(); print title; paragraph = 0 }
BEGIN {
  name = ENVIRON["NAME"]
  printf ".TH %s 1 \"\" \"grafake %s\" \"User Commands\"\n.SH NAME\n%s \\- %s\n", toupper(name), ENVIRON["VERSION"], escaped(name), escaped(ENVIRON["ABOUT"])
  section(".SH SYNOPSIS")
  usage = 1
}
/^\f/ {
  verb = substr($0, 2)
  if (!verbs++) section(".SH VERBS")
  section(".SS \"" escaped(name " " verb) "\"")
  usage = 1
  option = 0
  next
}
# As it is laid out.
usage && NF { keep(); sub(/^Usage:/, ""); sub(/^ +/, /^ +[^ ]*( |$)/ && $1 != name ? "    " : ""); print escaped($0); next }
usage { usage = 0; if (!verb) section(".SH DESCRIPTION"); else fill(); next }
/^$/ { fill(); option = 0; if (paragraph) print ".PP"; next }
{ paragraph = 1 }
/^  --?[a-z]/ {
  fill()
  option = 1
  text = substr($0, 3)
  about = ""
  if (match(text, /  +/)) { about = substr(text, RSTART + RLENGTH); text = substr(text, 1, RSTART - 1) }
  printf ".TP\n.B %s\n", escaped(text)
  if (about != "") print escaped(about)
  next
}
# An option's text goes on below where it began.
option && /^      +/ && !/^ +[0-9]+\.[0-9]+ / { sub(/^ +/, ""); print escaped($0); next }
option && /^      +/ { sub(/^ +/, ""); print ".br"; print escaped($0); next }
/^Exit codes?:/ && !verb { section(".SH \"EXIT STATUS\""); option = 0; sub(/^Exit codes?: */, ""); if (NF) print escaped($0); next }
/^(Try|Reports)/ && !verb { section($1 ~ /^Try/ ? ".SH EXAMPLES" : ".SH REPORTS"); option = 0; if (sub(/^Try: */, "")) { keep(); print escaped($0) } ; next }
/^ / { option = 0; keep(); sub(/^ +/, ""); print escaped($0); next }
{
  # A word and its text, two spaces between, as grafake-bench tells of its verbs.
  fill()
  option = 0
  if (match($0, /^[a-z]+  +/)) {
    word = $1
    sub(/^[a-z]+ +/, "")
    printf ".TP\n.B %s\n", word
    option = 1
  }
  print escaped($0)
}
END { fill() }
