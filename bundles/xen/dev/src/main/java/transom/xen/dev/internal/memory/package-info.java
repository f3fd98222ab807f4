/** Guests' pages: by frame number through privcmd, by grant through gntdev. */
package transom.xen.dev.internal.memory;
