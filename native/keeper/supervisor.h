/* COMMAND's life: started, started again, stopped. */
#ifndef KEEPER_SUPERVISOR_H
#define KEEPER_SUPERVISOR_H

#include "command.h"
#include "holder.h"

/* Runs COMMAND until it ends for good. The keeper's exit status: 0, or what COMMAND ended with before it was ever ready. */
int supervise(const struct command *command, struct holder *holder);

#endif
