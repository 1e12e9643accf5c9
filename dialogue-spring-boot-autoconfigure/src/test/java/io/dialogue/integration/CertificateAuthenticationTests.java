package io.dialogue.integration;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;

import io.socket.client.IO;
import io.socket.client.Socket;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

import io.dialogue.client.ClientIdentity;
import io.dialogue.testsupport.TestCertificate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A certificate that TLS verified says who a client is.
 */
class CertificateAuthenticationTests {

	@TempDir
	private Path directory;

	private TestCertificate server;

	private TestCertificate ann;

	private TestCertificate stranger;

	@BeforeEach
	void createCertificates() {
		this.server = TestCertificate.create(this.directory, "server");
		this.ann = TestCertificate.create(this.directory, "ann");
		this.stranger = TestCertificate.create(this.directory, "stranger");
	}

	private TestServer.Builder withCertificates(String... properties) {
		String bundle = "spring.ssl.bundle.jks.sockets.";
		return TestServer.with()
			.properties(bundle + "keystore.location=file:" + this.server.keyStore(), bundle + "keystore.type=PKCS12",
					bundle + "keystore.password=" + TestCertificate.PASSWORD,
					bundle + "truststore.location=file:" + this.ann.keyStore(), bundle + "truststore.type=PKCS12",
					bundle + "truststore.password=" + TestCertificate.PASSWORD)
			.properties(properties);
	}

	@Test
	void commonNameIsTheUserOnAPortOfItsOwn() throws Exception {
		try (TestServer running = withCertificates("dialogue.server.ssl.bundle=sockets",
				"dialogue.server.ssl.client-auth=want", "dialogue.security.require-authentication=true")
			.start()) {
			assertRecognised(running, running.port());
		}
	}

	@Test
	void commonNameIsTheUserOnTheWebServersPort() throws Exception {
		try (TestServer running = withCertificates("server.ssl.bundle=sockets", "server.ssl.client-auth=want",
				"dialogue.security.require-authentication=true", "dialogue.server.mode=shared")
			.sharedPort()
			.start()) {
			assertRecognised(running, running.webPort());
		}
	}

	private void assertRecognised(TestServer running, int port) throws Exception {
		assertThat(connect(port, this.ann).path("userId").stringValue()).isEqualTo("ann");
		ClientIdentity identity = running.template().clients("ann").get(0).identity();
		assertThat(identity.authenticated()).isTrue();
		assertThat(identity.claims()).containsEntry("subject", "CN=ann");
		assertThat(identity.expiresAt()).isNotNull();
		assertThat(connect(port, null).path("message").stringValue()).isEqualTo("Authentication is required");
		assertThat(connect(port, this.stranger).path("userId").isMissingNode()).isTrue();
		assertThat(running.template().allClients()).hasSize(1);
	}

	/** Returns what the server says first, or what became of it. */
	private JsonNode connect(int port, @Nullable TestCertificate own) throws Exception {
		SSLContext context = SSLContext.getInstance("TLS");
		KeyManager[] keys = (own != null) ? own.keys().getKeyManagers() : null;
		context.init(keys, new TrustManager[] { this.server.trust() }, null);
		OkHttpClient http = new OkHttpClient.Builder().sslSocketFactory(context.getSocketFactory(), this.server.trust())
			.build();
		IO.Options options = new IO.Options();
		options.forceNew = true;
		options.reconnection = false;
		options.transports = new String[] { "polling" };
		options.callFactory = http;
		options.webSocketFactory = http;
		options.auth = Map.of("userId", "root");
		CompletableFuture<JsonNode> first = new CompletableFuture<>();
		Socket socket = IO.socket("https://localhost:" + port, options);
		socket.on("dialogue:connected", (args) -> first.complete(Json.received(args[0])));
		socket.on(Socket.EVENT_CONNECT_ERROR, (args) -> first
			.complete((args[0] instanceof Exception) ? Json.of("{failed: true}") : Json.received(args[0])));
		socket.connect();
		return first.get(20, TimeUnit.SECONDS);
	}

}
