/**
 * The presenter as a component: {@link transom.present.egl.internal.EglPresenter} is given scanouts and a configuration;
 * the windows themselves are in {@code view}, {@code window} and {@code gl}.
 */
package transom.present.egl.internal;
