/* The COMMAND of a keeper under test: does what check.c tells it over a socket. */
#ifndef CHECK_AGENT_H
#define CHECK_AGENT_H

/* Connects to the socket and obeys until it is told to end. Orders are datagrams of one line:
 *   send TEXT       TEXT, in which | is a new line, to $NOTIFY_SOCKET      -> ok
 *   fd CONTENT TEXT the same with a memfd of that content                  -> ok
 *   two TEXT        the same with two fds                                  -> ok
 *   fill N          N fds, as n0 and so on                                 -> ok
 *   barrier         BARRIER=1, and waits for its end                       -> ok
 *   list            what it was started with                               -> NAME=CONTENT NAME=CONTENT ...
 *   open            how many files it has open                             -> a number
 *   get VARIABLE                                                           -> its value
 *   deaf            ignores SIGTERM from now on                            -> ok
 *   orphan          kills its keeper                                          (no answer)
 *   exit STATUS                                                            (no answer) */
int agent(const char *socket_path);

/* Sends TEXT, in which | is a new line, to $NOTIFY_SOCKET. */
void agent_notify(char *text, const int *fds, int count);

#endif
