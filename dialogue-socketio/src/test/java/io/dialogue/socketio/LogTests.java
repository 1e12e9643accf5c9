package io.dialogue.socketio;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What clients send, and the ids that open their sessions, stay out of the log: at every
 * level in this module's own, and from WARN on in that of the libraries below.
 */
class LogTests {

	private static final String SECRET = "s3cr3t";

	@RegisterExtension
	final ServerExtension servers = new ServerExtension();

	private final Lines lines = new Lines();

	private final Logger root = ((LoggerContext) LoggerFactory.getILoggerFactory()).getLogger(Logger.ROOT_LOGGER_NAME);

	private final Logger own = this.root.getLoggerContext().getLogger("io.dialogue");

	private final Level level = this.own.getLevel();

	@BeforeEach
	void capture() {
		this.own.setLevel(Level.TRACE);
		this.lines.start();
		this.root.addAppender(this.lines);
	}

	@AfterEach
	void release() {
		this.root.detachAppender(this.lines);
		this.own.setLevel(this.level);
	}

	@Test
	void badPacketsAreNotQuoted() throws Exception {
		RawClient client = new RawClient(this.servers.start((settings) -> settings.maxPacketSize(2_000)));
		List<String> packets = List.of("42[\"" + SECRET, "42[\"e\"," + SECRET + "]",
				"42[\"e\",\"" + SECRET.repeat(1_000) + "\"]", SECRET, "49" + SECRET, "451-[\"" + SECRET + "\"]4x");
		for (String packet : packets) {
			RawClient.Ws ws = client.connectedWebsocket();
			ws.send(packet);
			ws.closeCode();
			RawClient.Polling polling = client.connectedPolling();
			polling.post(packet + "\u001e" + packet);
			assertThat(polling.status()).isEqualTo(400);
			assertQuiet(polling.sid);
		}
	}

	@Test
	void badRequestsAreNotQuoted() throws Exception {
		SocketIoGatewayServer server = this.servers.start();
		List<String> requests = List.of("GET /socket.io/?EIO=4&transport=polling&sid=" + SECRET + " HTTP/1.1\r\n\r\n",
				SECRET + "\r\n\r\n", "GET /socket.io/?EIO=4&transport=polling HTTP/1.1\r\n" + SECRET + "\r\n\r\n",
				"POST /socket.io/?EIO=4&transport=polling HTTP/1.1\r\nContent-Length: " + SECRET + "\r\n\r\n",
				"GET /socket.io/?" + SECRET.repeat(20_000) + " HTTP/1.1\r\n\r\n",
				"GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
						+ "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: " + SECRET + "\r\n\r\n" + SECRET);
		for (String request : requests) {
			RawClient.exchange(server.port(), request, Duration.ofMillis(300));
		}
		assertQuiet(SECRET);
	}

	@Test
	void failureOfTheApplicationNamesTheSessionByNumber() throws Exception {
		this.servers.gateway.onRequest = (session, request) -> {
			throw new IllegalStateException("broken");
		};
		RawClient client = new RawClient(this.servers.start());
		RawClient.Polling polling = client.connectedPolling();
		polling.post("42[\"e\",\"" + SECRET + "\"]");
		await().untilAsserted(() -> assertThat(this.lines.texts).anyMatch((line) -> line.startsWith("ERROR Session ")));
		assertQuiet(polling.sid);
	}

	private void assertQuiet(String id) {
		assertThat(this.lines.texts).noneMatch((line) -> line.contains(SECRET) || line.contains(id));
	}

	/**
	 * The log's lines, with their exceptions.
	 */
	private static final class Lines extends AppenderBase<ILoggingEvent> {

		final List<String> texts = new CopyOnWriteArrayList<>();

		@Override
		protected void append(ILoggingEvent event) {
			String cause = (event.getThrowableProxy() != null) ? " " + event.getThrowableProxy().getMessage() : "";
			this.texts.add(event.getLevel() + " " + event.getFormattedMessage() + cause);
		}

	}

}
