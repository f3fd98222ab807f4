#include "orphans.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "say.h"

void orphans_adopt(void)
{
    prctl(PR_SET_CHILD_SUBREAPER, 1);
}

/* Those that there are now; a child that is killed may leave children of its own to us. */
static void kill_children(void)
{
    char path[64];
    int pid;

    snprintf(path, sizeof path, "/proc/self/task/%d/children", getpid());
    FILE *children = fopen(path, "re");
    if (!children) {
        return; /* a kernel without CONFIG_PROC_CHILDREN: a killed keeper's COMMAND dies by itself */
    }
    while (fscanf(children, "%d", &pid) == 1) {
        kill(pid, SIGKILL);
    }
    fclose(children);
}

void orphans_end(int patience_ms)
{
    for (int waited = 0; waited <= patience_ms; waited++) {
        pid_t pid;

        kill_children();
        while ((pid = waitpid(-1, NULL, WNOHANG)) > 0) {
        }
        if (pid < 0) {
            return; /* ECHILD */
        }
        poll(NULL, 0, 1);
    }
    say("what the command left behind does not end");
}
