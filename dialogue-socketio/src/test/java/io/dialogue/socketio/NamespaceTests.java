package io.dialogue.socketio;

import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Several namespaces on one connection, and attachments in both directions, with
 * listeners that send back what they get.
 */
class NamespaceTests {

	private final EngineServer server;

	private final RawClient client;

	NamespaceTests() {
		SocketIoServerSettings settings = SocketIoServerSettings.builder()
			.host("127.0.0.1")
			.eventLoopThreads(1)
			.build();
		this.server = new EngineServer(new EngineContext(settings, new ProtocolServer.SocketFactory(settings)),
				List.of(), null);
		this.client = new RawClient(this.server.port(), "/socket.io/");
	}

	@AfterEach
	void stop() {
		this.server.stop(Duration.ofMillis(300));
	}

	@Test
	void namespacesShareAConnectionAndHaveIdsOfTheirOwn() throws Exception {
		RawClient.Ws ws = this.client.websocket();
		ws.send("40{\"token\":\"main\"}");
		String main = ws.next();
		assertThat(ws.next()).isEqualTo("42[\"auth\",{\"token\":\"main\"}]");
		ws.send("40/custom,{\"token\":\"custom\"}");
		String custom = ws.next();
		assertThat(ws.next()).isEqualTo("42/custom,[\"auth\",{\"token\":\"custom\"}]");
		assertThat(main).matches("40\\{\"sid\":\"[^\"]+\"}");
		assertThat(custom).matches("40/custom,\\{\"sid\":\"[^\"]+\"}");
		assertThat(custom.substring(custom.indexOf('{'))).isNotEqualTo(main.substring(main.indexOf('{')));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "/custom," })
	void eventsAndAcknowledgementsStayInTheirNamespace(String namespace) throws Exception {
		RawClient.Ws ws = connect("", "/custom,");
		ws.send("42" + namespace + "[\"message\",1,\"2\",{\"3\":[true]}]");
		assertThat(ws.next()).isEqualTo("42" + namespace + "[\"message-back\",1,\"2\",{\"3\":[true]}]");
		ws.send("42" + namespace + "456[\"message-with-ack\",1]");
		assertThat(ws.next()).isEqualTo("43" + namespace + "456[1]");
		ws.send("42" + namespace + "7[\"message-with-ack\"]");
		assertThat(ws.next()).isEqualTo("43" + namespace + "7[]");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "/custom," })
	void attachmentsGoBothWays(String namespace) throws Exception {
		RawClient.Ws ws = connect("", "/custom,");
		String placeholders = "{\"_placeholder\":true,\"num\":0},{\"_placeholder\":true,\"num\":1}";
		ws.send("452-" + namespace + "[\"message\"," + placeholders + "]");
		ws.send(new byte[] { 1, 2, 3 });
		ws.send(new byte[] { 4 });
		assertThat(ws.next()).isEqualTo("452-" + namespace + "[\"message-back\"," + placeholders + "]");
		assertThat(ws.next()).isEqualTo("binary 010203");
		assertThat(ws.next()).isEqualTo("binary 04");
		ws.send("452-" + namespace + "9[\"message-with-ack\"," + placeholders + "]");
		ws.send(new byte[] { 5 });
		ws.send(new byte[0]);
		assertThat(ws.next()).isEqualTo("462-" + namespace + "9[" + placeholders + "]");
		assertThat(ws.next()).isEqualTo("binary 05");
		assertThat(ws.next()).isEqualTo("binary ");
	}

	@Test
	void attachmentsGoBothWaysOverPolling() throws Exception {
		RawClient.Polling polling = this.client.polling();
		polling.post("40");
		while (!polling.poll().contains("auth")) {
			// The greeting comes in one or two answers
		}
		polling.post("451-[\"message\",{\"_placeholder\":true,\"num\":0}]\u001ebAQID");
		assertThat(polling.poll()).isEqualTo("451-[\"message-back\",{\"_placeholder\":true,\"num\":0}]\u001ebAQID");
	}

	@Test
	void disconnectLeavesTheOtherNamespace() throws Exception {
		RawClient.Ws ws = connect("", "/custom,");
		ws.send("41/custom,");
		ws.send("42[\"message\",1]");
		assertThat(ws.next()).isEqualTo("42[\"message-back\",1]");
		ws.send("40/custom,");
		assertThat(ws.next()).startsWith("40/custom,{\"sid\":");
		ws.send("41/custom,");
		ws.send("42/custom,[\"message\",1]");
		assertThat(ws.closeCode()).isEqualTo(1002);
	}

	@Test
	void namespaceMustBeConnectedFirst() throws Exception {
		RawClient.Ws ws = connect("");
		ws.send("42/custom,[\"message\",1]");
		assertThat(ws.closeCode()).isEqualTo(1002);
	}

	@Test
	void namespaceIsConnectedOnce() throws Exception {
		RawClient.Ws ws = connect("/custom,");
		ws.send("40/custom,");
		assertThat(ws.closeCode()).isEqualTo(1002);
	}

	@Test
	void unknownNamespaceIsRefusedAndTheOtherOneStays() throws Exception {
		RawClient.Ws ws = connect("");
		ws.send("40/random");
		assertThat(ws.next()).isEqualTo("44/random,{\"message\":\"Invalid namespace\"}");
		ws.send("42[\"message\",1]");
		assertThat(ws.next()).isEqualTo("42[\"message-back\",1]");
	}

	private RawClient.Ws connect(String... namespaces) throws Exception {
		RawClient.Ws ws = this.client.websocket();
		for (String namespace : namespaces) {
			ws.send("40" + namespace);
			assertThat(ws.next()).startsWith("40" + namespace + "{\"sid\":");
			assertThat(ws.next()).startsWith("42" + namespace + "[\"auth\"");
		}
		return ws;
	}

}
