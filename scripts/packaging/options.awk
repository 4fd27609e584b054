# Reads a program's help, and behind a line of form feed and verb that of each verb. Prints, with tabs between:
#   verb NAME ABOUT all|own        option VERB --NAME VALUE ABOUT        VERB is - for options of the program
# `all`: it takes those of the program too: its usage says "flags", or it has no help of its own.
# An option stands first on its line, behind a comma there, in a line of usage, or in a sentence with its value, an
# upper-case word.

# Options with their values out of "--a F, --b N" or "[--a F | --b]".
function tell_options(owner, text, about,   words, count, i, option, value) {
  gsub(/[][|]/, " & ", text)
  gsub(/,( |$)/, " , ", text)
  count = split(text, words, / +/)
  for (i = 1; i <= count; i++) {
    if (words[i] !~ /^--?[a-z]/ || words[i] ~ /…/) continue
    option = words[i]
    value = words[i + 1] ~ /^('?[A-Z]+|[a-z0-9:]+[\/.]|recorded)/ ? words[i + 1] : "-"
    if (match(option, /=/)) { value = substr(option, RSTART + 1); option = substr(option, 1, RSTART - 1) }
    gsub(/[',…]/, "", value)
    if (!seen[owner, option]++) printf "option\t%s\t%s\t%s\t%s\n", owner, option, value, about
  }
}
BEGIN { name = ENVIRON["NAME"]; text_of = "-"; usage = 1; count = split(verbs, list, " ") }
/^\f/ { text_of = substr($0, 2); usage = 1; takes[text_of] = "own"; next }
/^$/ { usage = 0 }
{ line = $0; about = "" }
usage {
  sub(/^Usage:/, "      ", line)
  if (match(line, /[^ ]   +[^ []/)) { about = substr(line, RSTART + RLENGTH - 1); line = substr(line, 1, RSTART) }
  if (match(line, "^ +" name " +\\[?[a-z]+")) {
    owner = substr(line, RSTART, RLENGTH)
    sub(/.*[^a-z]/, "", owner)
    if (text_of == "-" && !(owner in told)) told[owner] = about
    if (text_of != "-") owner = text_of
    else if (owner == "server") owner = "-"
  }
  if (/\[flags/) takes[text_of] = "all"
  sub(/ -- COMMAND.*/, "", line)
  tell_options(owner, line, "")
  next
}
/^  --?[a-z]/ {
  line = substr(line, 3)
  if (match(line, /  +/)) { about = substr(line, RSTART + RLENGTH); line = substr(line, 1, RSTART - 1) }
  tell_options(text_of, line, about)
}
text_of == "-" && /^[^ ]/ {
  while (match(line, /--[a-z-]+ [A-Z]+/)) {
    mention = substr(line, RSTART, RLENGTH)
    line = substr(line, RSTART + RLENGTH)
    tell_options("-", mention, "")
  }
}
END { for (i = 1; i <= count; i++) printf "verb\t%s\t%s\t%s\n", list[i], told[list[i]], list[i] in takes ? takes[list[i]] : "all" }
