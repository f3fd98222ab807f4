/**
 * Looks at windows from outside: lists them, takes their pictures with {@code GetImage}, resizes them, compares
 * pictures. It speaks the X protocol itself (X Window System Protocol, X11 release 7.7) over the server's socket, so
 * that what it sees owes nothing to the code that drew it.
 */
package transom.xshot;
