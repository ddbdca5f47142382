# Completes portside in fish: portside completion fish | source
function __portside_complete
    set -l words (commandline -opc) (commandline -ct)
    set -l candidates ($words[1] __complete -- $words[2..-1] 2>/dev/null)
    if test (count $candidates) -gt 0
        string join \n -- $candidates
    else
        __fish_complete_path (commandline -ct)
    end
end
complete -c portside -f -a '(__portside_complete)'
