package io.dialogue.sample;

import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.ActiveProfiles;

/**
 * Two people log in with a browser each, while tokens last a few seconds.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT, properties = "sample.token.lifetime=6s")
@ActiveProfiles("secured")
class SecuredScriptE2ETests {

	@LocalServerPort
	private int port;

	@Test
	void browsersSeeWhatTheirUsersMay() throws Exception {
		new NodeScript("secured/secured.e2e.mjs").run(this.port, this.port);
	}

}
