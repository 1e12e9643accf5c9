package io.dialogue.sample.secured;

import java.security.KeyPair;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.JwsHeader;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.jwt.JwtEncoder;
import org.springframework.security.oauth2.jwt.JwtEncoderParameters;
import org.springframework.test.context.ActiveProfiles;

import io.dialogue.core.DialogueTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The sample's tokens, which are valid for a few seconds here.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT, properties = "sample.token.lifetime=4s")
@ActiveProfiles("secured")
class TokenE2ETests {

	private final TokenConfiguration tokens = new TokenConfiguration();

	@LocalServerPort
	private int port;

	@Autowired
	private JwtEncoder encoder;

	@Autowired
	private DialogueTemplate dialogue;

	@AfterEach
	void endConnections() {
		this.dialogue.disconnectUser("ada");
		this.dialogue.disconnectUser("grace");
	}

	@Test
	void tokenIsTheUserItWasGivenTo() throws Exception {
		try (SampleSocket ada = SampleSocket.withToken(this.port, token("ada", "lovelace"));
				SampleSocket grace = SampleSocket.withToken(this.port, token("grace", "hopper"))) {
			assertThat(ada.userId()).isEqualTo("ada");
			assertThat(ada.join("admin").getString("code")).isEqualTo("ROOM_NOT_FOUND");
			assertThat(grace.userId()).isEqualTo("grace");
			assertThat(grace.join("admin").getBoolean("ok")).isTrue();
		}
	}

	@Test
	void connectionThatIsRefreshedGoesOnAndTheOtherEnds() throws Exception {
		String first = token("ada", "lovelace");
		try (SampleSocket kept = SampleSocket.withToken(this.port, first);
				SampleSocket forgotten = SampleSocket.withToken(this.port, first)) {
			kept.join("lobby");
			forgotten.join("lobby");
			String later = signed(this.encoder, TokenConfiguration.ISSUER, "ada");
			assertThat(kept.request("dialogue:refresh", Map.of("token", later)).getBoolean("ok")).isTrue();
			assertThat(forgotten.end()).startsWith("transport");
			this.dialogue.trigger("lobby", "message", Map.of("text", "still here")).join();
			kept.hears("message", (text) -> text.contains("still here"));
			assertThat(kept.isConnected()).isTrue();
			assertThat(forgotten.heard("message")).noneMatch((text) -> text.contains("still here"));
		}
	}

	@Test
	void tokenOfAnotherUserDoesNotRefresh() throws Exception {
		try (SampleSocket ada = SampleSocket.withToken(this.port,
				signed(this.encoder, TokenConfiguration.ISSUER, "ada"))) {
			assertThat(ada.userId()).isEqualTo("ada");
			String another = token("grace", "hopper");
			assertThat(ada.request("dialogue:refresh", Map.of("token", another)).getBoolean("ok")).isFalse();
		}
	}

	@Test
	void tokenThatSomebodyElseSignedIsRefused() throws Exception {
		KeyPair keys = this.tokens.tokenKeys();
		JwtEncoder stranger = this.tokens.tokenEncoder(keys);
		assertRefused(signed(stranger, TokenConfiguration.ISSUER, "grace"));
		assertRefused(signed(this.encoder, "another-application", "grace"));
		String[] parts = signed(this.encoder, TokenConfiguration.ISSUER, "ada").split("\\.");
		String[] foreign = signed(stranger, TokenConfiguration.ISSUER, "grace").split("\\.");
		assertRefused(parts[0] + "." + foreign[1] + "." + parts[2]);
		assertRefused("eyJhbGciOiJub25lIn0." + foreign[1] + ".");
	}

	private void assertRefused(String token) throws Exception {
		try (SampleSocket socket = SampleSocket.withToken(this.port, token)) {
			assertThat(socket.refusal()).isEqualTo("The token is not valid");
		}
	}

	private static String signed(JwtEncoder encoder, String issuer, String subject) {
		JwtClaimsSet claims = JwtClaimsSet.builder()
			.issuer(issuer)
			.subject(subject)
			.issuedAt(Instant.now())
			.expiresAt(Instant.now().plusSeconds(120))
			.claim(TokenConfiguration.AUTHORITIES, List.of("ROLE_ADMIN"))
			.build();
		return encoder.encode(JwtEncoderParameters.from(JwsHeader.with(SignatureAlgorithm.RS256).build(), claims))
			.getTokenValue();
	}

	private String token(String name, String password) throws Exception {
		Browser browser = new Browser(this.port);
		browser.login(name, password);
		return browser.token();
	}

}
