package io.dialogue.autoconfigure;

import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;

import javax.net.ssl.SSLException;

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

	private BundledSslContext(SslBundle bundle) {
		this.context = create(bundle);
	}

	/**
	 * The context of a bundle.
	 * @param name the bundle's name
	 * @param bundles all bundles, or {@code null} if there are none
	 * @return the context of the bundle as it is whenever it is asked for
	 */
	static BundledSslContext of(String name, @Nullable SslBundles bundles) {
		if (bundles == null) {
			throw unknown(name, List.of());
		}
		if (!bundles.getBundleNames().contains(name)) {
			throw unknown(name, bundles.getBundleNames());
		}
		try {
			BundledSslContext context = new BundledSslContext(bundles.getBundle(name));
			bundles.addBundleUpdateHandler(name, (bundle) -> context.context = create(bundle));
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

	private static SslContext create(SslBundle bundle) {
		try {
			SslContextBuilder builder = SslContextBuilder.forServer(bundle.getManagers().getKeyManagerFactory());
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
