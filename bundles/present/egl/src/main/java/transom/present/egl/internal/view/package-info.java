/**
 * The presenter as plain Java. {@link transom.present.egl.internal.view.WindowPresenter} is its face for other threads;
 * {@link transom.present.egl.internal.view.RenderThread} owns all of its GL, in windows that
 * it {@linkplain transom.lwjgl.window.WindowLease leases};
 * {@link transom.present.egl.internal.view.Desk} holds a {@link transom.present.egl.internal.view.ScanoutView} per
 * scanout.
 *
 * <p>A frame's way: the guest loop calls {@code onFrame}, which marks the view as due and wakes the render thread; that
 * acquires the frame, uploads its damage, releases it, draws, counts, and swaps.
 */
package transom.present.egl.internal.view;
