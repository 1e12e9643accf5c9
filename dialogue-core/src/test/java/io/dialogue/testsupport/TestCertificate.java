package io.dialogue.testsupport;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import java.util.concurrent.TimeUnit;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/**
 * A self-signed certificate for {@code localhost}, made by the JDK's keytool.
 */
public final class TestCertificate {

	/** The password of the key store. */
	public static final String PASSWORD = "secret";

	private final Path keyStore;

	private TestCertificate(Path keyStore) {
		this.keyStore = keyStore;
	}

	/**
	 * Makes a certificate.
	 * @param directory where its key store is to be
	 * @param name the name of the file and of its owner
	 * @return the certificate
	 */
	public static TestCertificate create(Path directory, String name) {
		Path file = directory.resolve(name + ".p12");
		List<String> command = List.of(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
				"-genkeypair", "-alias", "test", "-keyalg", "EC", "-dname", "CN=" + name, "-ext",
				"SAN=DNS:localhost,IP:127.0.0.1", "-validity", "2", "-storetype", "PKCS12", "-storepass", PASSWORD,
				"-keystore", file.toString());
		try {
			Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
			String output = new String(process.getInputStream().readAllBytes());
			if (!process.waitFor(1, TimeUnit.MINUTES) || process.exitValue() != 0) {
				throw new IllegalStateException(output);
			}
			return new TestCertificate(file);
		}
		catch (IOException | InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * The key store's file, of type PKCS12.
	 * @return the file
	 */
	public Path keyStore() {
		return this.keyStore;
	}

	/**
	 * What a server needs to prove its identity by this certificate.
	 * @return the keys
	 */
	public KeyManagerFactory keys() {
		try {
			KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
			keys.init(load(), PASSWORD.toCharArray());
			return keys;
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * What a client needs that trusts this certificate and no other.
	 * @return the context
	 */
	public SSLContext trusting() {
		try {
			SSLContext context = SSLContext.getInstance("TLS");
			context.init(null, new TrustManager[] { trust() }, null);
			return context;
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Trust in this certificate and no other.
	 * @return the trust
	 */
	public X509TrustManager trust() {
		try {
			TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
			trust.init(load());
			return (X509TrustManager) trust.getTrustManagers()[0];
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Opens a connection on which only this certificate is trusted.
	 * @param port a port of this machine
	 * @return the connection
	 * @throws IOException if there is none
	 */
	public Socket connect(int port) throws IOException {
		return trusting().getSocketFactory().createSocket("localhost", port);
	}

	private KeyStore load() throws GeneralSecurityException {
		try (InputStream content = Files.newInputStream(this.keyStore)) {
			KeyStore store = KeyStore.getInstance("PKCS12");
			store.load(content, PASSWORD.toCharArray());
			return store;
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
