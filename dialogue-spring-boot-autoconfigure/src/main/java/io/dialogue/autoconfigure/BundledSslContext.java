package io.dialogue.autoconfigure;

import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;

import javax.net.ssl.SSLException;

import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundles;

/**
 * The TLS context of an SSL bundle, renewed whenever the bundle is.
 */
final class BundledSslContext implements Supplier<SslContext> {

	private volatile SslContext context;

	private BundledSslContext(SslBundle bundle, ClientAuth clientAuth) {
		this.context = create(bundle, clientAuth);
	}

	/**
	 * The context of a bundle.
	 * @param name the bundle's name
	 * @param bundles all bundles, or {@code null} if there are none
	 * @param clientAuth whether clients are asked for a certificate that the bundle's
	 * trust store knows
	 * @return the context of the bundle as it is whenever it is asked for
	 */
	static BundledSslContext of(String name, @Nullable SslBundles bundles, ClientAuth clientAuth) {
		if (bundles == null) {
			throw unknown(name, List.of());
		}
		if (!bundles.getBundleNames().contains(name)) {
			throw unknown(name, bundles.getBundleNames());
		}
		try {
			BundledSslContext context = new BundledSslContext(bundles.getBundle(name), clientAuth);
			bundles.addBundleUpdateHandler(name, (bundle) -> context.context = create(bundle, clientAuth));
			return context;
		}
		catch (IllegalStateException | IllegalArgumentException ex) {
			throw new DialogueConfigurationException(
					"SSL bundle '" + name + "' cannot serve TLS: " + String.valueOf(ex.getMessage()).strip() + ".",
					"Correct the bundle: a server needs a key and its certificate.", ex);
		}
	}

	private static DialogueConfigurationException unknown(String name, List<String> known) {
		return new DialogueConfigurationException(
				"dialogue.server.ssl.bundle names SSL bundle '" + name + "', which nothing declares.",
				"Correct it" + NearestName.suggest(name, known) + ", or declare spring.ssl.bundle.pem." + name
						+ " or spring.ssl.bundle.jks." + name + ".");
	}

	private static SslContext create(SslBundle bundle, ClientAuth clientAuth) {
		try {
			SslContextBuilder builder = SslContextBuilder.forServer(bundle.getManagers().getKeyManagerFactory());
			if (clientAuth != ClientAuth.NONE) {
				builder.clientAuth(clientAuth).trustManager(bundle.getManagers().getTrustManagerFactory());
			}
			String[] ciphers = bundle.getOptions().getCiphers();
			if (ciphers != null) {
				builder.ciphers(Arrays.asList(ciphers));
			}
			String[] protocols = bundle.getOptions().getEnabledProtocols();
			if (protocols != null) {
				builder.protocols(protocols);
			}
			return builder.build();
		}
		catch (SSLException ex) {
			throw new IllegalStateException(ex.getMessage(), ex);
		}
	}

	@Override
	public SslContext get() {
		return this.context;
	}

}
