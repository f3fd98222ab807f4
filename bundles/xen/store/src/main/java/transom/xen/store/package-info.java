/**
 * The protocol of the store's daemon and a client of it: a library, compiled into whoever speaks it.
 *
 * <p>{@link transom.xen.store.StoreMessage} is one message, {@link transom.xen.store.StoreReader} and {@link
 * transom.xen.store.StoreWriter} move messages over an fd, {@link transom.xen.store.StorePayload} packs and unpacks what
 * is in them, {@link transom.xen.store.StoreClient} is the client. The numbers come from
 * xen/include/public/io/xs_wire.h (Xen 4.20).
 */
package transom.xen.store;
