# SPDX-License-Identifier: GPL-3.0-or-later
# Random steps for the script driver: keys, sizes, clicks, filters and marks. RANDOM=SEED before makes them the same again.

# one_of WORD...: one of them, by chance, in REPLY
one_of() {
    shift $((RANDOM % $#))
    REPLY=$1
}

steps() {
    local count=$1 i
    for ((i = 0; i < count; i++)); do
        case $((RANDOM % 20)) in
        0)
            one_of 80x24 60x12 200x50 1x1 40x8 39x24 80x7 120x40
            echo "resize $REPLY"
            ;;
        1)
            one_of is:write address:203.0.113.0/24 'principal:alice or api:AssumeRole' outcome:denied '' '(('
            echo ":filter $REPLY"
            ;;
        2)
            one_of a c b x Tab q
            echo "key m $REPLY"
            one_of Enter Esc
            echo "key $REPLY"
            ;;
        5)
            one_of notes journal rules 'sql SELECT event_id, api FROM events' 'sql SELECT' 'note #tag' events 'events tag:tag'
            echo ":$REPLY"
            ;;
        6)
            one_of ';' c
            echo "key $REPLY"
            one_of e scope s zoom '#x' not
            echo "type $REPLY"
            one_of Enter Esc Down Up Backspace
            echo "key $REPLY Enter"
            ;;
        4)
            echo "click $((RANDOM % 24)) $((RANDOM % 80))"
            one_of up down
            echo "wheel $REPLY"
            ;;
        3)
            one_of / : f
            echo "key $REPLY"
            one_of Tab a '^u' Left
            echo "key $REPLY"
            one_of Enter Esc
            echo "key $REPLY"
            ;;
        *)
            one_of j k g G ^d ^u PageDown PageUp h l Tab Enter Enter Enter q [ ] - p i K a t e x n N s S z Z v \
                w Space 1 2 3 4 5 6 7 8 9 0 '?' R ^l ^n ^p Home End '<' '>' F '=' '!' ',' C y . \` "'" "\\"
            echo "key $REPLY"
            ;;
        esac
    done
    # A prompt or a menu may be open.
    printf '%s\n' 'key Esc Esc' 'resize 80x24' 'key 1' 'expect Case'
}
