package io.dialogue.docs.snippets;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

import io.dialogue.gateway.GatewayServer;
import io.dialogue.testsupport.TestCertificate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The application starts with each piece of configuration that the guide shows.
 */
class SnippetsTests {

	@TempDir
	static Path directory;

	static List<String> snippets() throws IOException {
		try (Stream<Path> files = Files.list(Path.of("src/main/resources/snippets"))) {
			return files.map((file) -> file.getFileName().toString()).sorted().toList();
		}
	}

	@BeforeAll
	static void createCertificate() throws IOException, GeneralSecurityException {
		KeyStore store = KeyStore.getInstance("PKCS12");
		char[] password = TestCertificate.PASSWORD.toCharArray();
		try (InputStream file = Files.newInputStream(TestCertificate.create(directory, "tls").keyStore())) {
			store.load(file, password);
		}
		write("tls.crt", "CERTIFICATE", store.getCertificate("test").getEncoded());
		write("tls.key", "PRIVATE KEY", store.getKey("test", password).getEncoded());
	}

	private static void write(String name, String type, byte[] content) throws IOException {
		Files.writeString(directory.resolve(name), "-----BEGIN " + type + "-----\n"
				+ Base64.getMimeEncoder().encodeToString(content) + "\n-----END " + type + "-----\n");
	}

	@ParameterizedTest
	@MethodSource("snippets")
	void applicationStarts(String snippet) {
		String bundle = "--spring.ssl.bundle.pem.sockets.keystore.";
		String[] arguments = { "--spring.config.location=classpath:snippets/" + snippet, "--server.port=0",
				"--dialogue.server.port=0", bundle + "certificate=" + directory.resolve("tls.crt").toUri(),
				bundle + "private-key=" + directory.resolve("tls.key").toUri() };
		try (ConfigurableApplicationContext context = SpringApplication.run(SnippetsApplication.class, arguments)) {
			assertThat(context.getBean(GatewayServer.class).port()).isPositive();
		}
	}

}
