/* Processes that COMMAND has left behind. */
#ifndef KEEPER_ORPHANS_H
#define KEEPER_ORPHANS_H

/* From now on orphans of our children are our children. */
void orphans_adopt(void);

/* Kills all children, and comes back when they have gone, or after patience_ms: as systemd does for a unit. Above all that is the
 * JVM of a keeper that was killed. It dies with that, but not at once, and until then it serves guests. */
void orphans_end(int patience_ms);

#endif
