package io.dialogue.socketio;

import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Clients that leave the namespace and connect to it again on the same connection: they
 * may, but it gives them nothing that a new connection would not.
 */
class ConnectAgainTests {

	@RegisterExtension
	final ServerExtension servers = new ServerExtension();

	@Test
	void clientMayLeaveAndComeBackAFewTimes() throws Exception {
		RawClient.Ws ws = new RawClient(this.servers.start()).websocket();
		Set<String> answers = new HashSet<>();
		for (int i = 0; i < 5; i++) {
			ws.send("40");
			answers.add(ws.next());
			ws.send("42[\"echo\"," + i + "]");
			assertThat(ws.next()).isEqualTo("42[\"echo\"," + i + "]");
			ws.send("41");
		}
		assertThat(answers).hasSize(5).allSatisfy((answer) -> assertThat(answer).startsWith("40{\"sid\""));
	}

	@Test
	void clientThatDoesNotStopIsClosed() throws Exception {
		RawClient.Ws ws = new RawClient(this.servers.start()).websocket();
		for (int i = 0; i < SocketSession.MAX_CONNECTS; i++) {
			ws.send("40");
			assertThat(ws.next()).startsWith("40{");
			ws.send("41");
		}
		ws.send("40");
		assertThat(ws.closeCode()).isEqualTo(1002);
		assertThat(this.servers.gateway.sessions).hasSize(SocketSession.MAX_CONNECTS);
	}

	@Test
	void connectingAgainCostsAHandshake() throws Exception {
		RawClient client = new RawClient(this.servers.start((settings) -> settings.maxHandshakesPerSecond(1)));
		boolean refused = false;
		for (int i = 0; i < 100 && !refused; i++) {
			refused = isRefusedAtOnce(client);
		}
		assertThat(refused).as("a second connect without a permit").isTrue();
	}

	private static boolean isRefusedAtOnce(RawClient client) throws Exception {
		try {
			RawClient.Ws ws = client.wsAsync("").join();
			assertThat(ws.next()).startsWith("0{");
			ws.send("40");
			assertThat(ws.next()).startsWith("40{");
			ws.send("41");
			ws.send("40");
			ws.send("40/none");
			ws.closed.exceptionally((ex) -> 0).thenRun(() -> ws.messages.add("closed"));
			return ws.next().equals("closed");
		}
		catch (CompletionException ex) {
			return false;
		}
	}

	@Test
	void whatWasAskedForBeforeIsHandledFirst() throws Exception {
		RawClient.Ws ws = new RawClient(this.servers.start()).connectedWebsocket();
		CompletableFuture<Void> handled = new CompletableFuture<>();
		this.servers.gateway.only().handled = handled;
		ws.send("41");
		ws.send("40");
		ws.send("40/none");
		assertThat(ws.next()).as("what is sent later").isEqualTo("44/none,{\"message\":\"Invalid namespace\"}");
		assertThat(this.servers.gateway.sessions).hasSize(1);
		handled.complete(null);
		assertThat(ws.next()).startsWith("40{");
		assertThat(this.servers.gateway.sessions).hasSize(2);
	}

	@Test
	void clientThatGoesMeanwhileIsNotOpened() throws Exception {
		RawClient.Ws ws = new RawClient(this.servers.start()).connectedWebsocket();
		CompletableFuture<Void> handled = new CompletableFuture<>();
		this.servers.gateway.only().handled = handled;
		ws.send("41");
		ws.send("40");
		ws.send("42[\"echo\",1]");
		assertThat(ws.closeCode()).isEqualTo(1002);
		handled.complete(null);
		new RawClient(this.servers.start()).connectedWebsocket();
		assertThat(this.servers.gateway.sessions).hasSize(2);
	}

}
