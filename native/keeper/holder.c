#include "holder.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "notify.h"
#include "say.h"

/* systemd's name for what came without one (service_add_fd_store_set). */
static const char UNNAMED[] = "stored";

static void let_go(struct holder *holder, const char *name)
{
    caretaker_dropped(holder->caretaker, name);
    store_remove(&holder->store, name);
    outer_remove(&holder->outer, name);
}

static void hold(struct holder *holder, struct notify_message *message, const char *name)
{
    if (message->fd_count != 1) {
        say("pid %d stores %d fds as '%.*s': a name stands for one", message->pid, message->fd_count, STORE_NAME, name);
        return;
    }
    if (store_find(&holder->store, name) >= 0) {
        let_go(holder, name);
    }
    int fd = message->fds[0];
    message->fd_count = 0;
    int result = store_put(&holder->store, name, fd);
    if (result) {
        say("pid %d: '%.*s' is not held: %s (%zu are)", message->pid, STORE_NAME, name, strerror(-result),
            holder->store.count);
        return;
    }
    outer_store(&holder->outer, name, fd);
}

static void act(struct holder *holder, struct notify_message *message)
{
    const char *name = message->name ? message->name : UNNAMED;

    if (message->remove) {
        let_go(holder, name);
    }
    if (message->store) {
        hold(holder, message, name);
    }
    if (message->attach) {
        caretaker_release(holder->caretaker, message->attach);
    }
    if (message->leave) {
        caretaker_take(holder->caretaker, message->leave);
    }
    if (message->ready) {
        holder->ready = true;
        outer_say(&holder->outer, "READY", "1");
    }
    if (message->status) {
        outer_say(&holder->outer, "STATUS", message->status);
    }
    if (message->barrier && message->fd_count == 1) {
        /* Its other end hangs up when the last who has it closes it: the outer one, once it has done all that came before. */
        outer_barrier(&holder->outer, message->fds[0]);
    }
}

bool holder_turn(struct holder *holder, int datagrams)
{
    static struct notify_message message;

    for (int i = 0; i < datagrams; i++) {
        int result = notify_receive(holder->socket, &message);
        if (result == 0) {
            return false;
        }
        if (result < 0) {
            say("a datagram is thrown away: %s", strerror(-result));
            continue;
        }
        if (message.uid == 0 || message.uid == geteuid()) {
            act(holder, &message);
        } else if (holder->refused++ == 0) {
            say("pid %d of user %u is not listened to, nor is any other process of other users", message.pid,
                message.uid);
        }
        notify_close(&message);
    }
    return true;
}
