/* The daemon: takes a line per connection on a Unix socket, does it, answers with a line. */
#ifndef SERVER_H
#define SERVER_H

#include <sys/un.h>

/* Returns only with an exit status, when it can not work. */
int server_run(const char *card, const struct sockaddr_un *address);

#endif
