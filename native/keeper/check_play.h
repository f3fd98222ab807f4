/* What the check's plays are made of: keepers with the agent as their COMMAND, and what is asked of it. Whatever does not come within
 * 20 s ends the check. */
#ifndef CHECK_PLAY_H
#define CHECK_PLAY_H

#include <stdbool.h>
#include <sys/types.h>

enum { PATIENCE_MS = 20000, ANSWER = 128 * 1024 };

extern const char *keeper, *self; /* the keeper under test, and this program, which is the agent, too */
extern char folder[], control_path[64], socket_path[64], pid_path[64];
extern int passed; /* expectations that held */

void set_up(void);

/* Ends the check. */
void fail(const char *what, const char *got);
void expect(bool held, const char *what, const char *got);

long long now_ms(void);
void await(int fd, const char *what);

/* Starts a keeper whose COMMAND is the agent; outer puts another keeper around it. */
pid_t start(bool outer, bool abstract);

/* The next agent that a keeper starts. */
int next_agent(void);

/* Lets it do something; what it says, until it is asked again. */
const char *ask(int agent, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Its agent dies, and the next one is there. */
int again(int agent, const char *order);

/* The keeper ends with this exit status. */
void expect_end(pid_t pid, int expected, const char *what);

/* The agent was given these things. */
void expect_list(int agent, const char *expected, const char *what);

/* The keeper is told to end, and does. */
void end(pid_t pid, int agent);

#endif
