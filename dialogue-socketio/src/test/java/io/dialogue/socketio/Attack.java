package io.dialogue.socketio;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.zip.Deflater;

import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/**
 * What a hostile client may try, beginning with the ten holes of netty-socketio that this
 * module closes.
 */
enum Attack {

	/** Events are accepted with no CONNECT at all. */
	EVENT_WITHOUT_CONNECT {

		@Override
		boolean succeeds(AttackTarget target) throws Exception {
			RawClient.Ws ws = client(target).websocket();
			ws.send(EVENT);
			return eventually(() -> target.received() > 0);
		}

	},

	/** A CONNECT without payload skips authentication. */
	CONNECT_WITHOUT_PAYLOAD {

		@Override
		boolean succeeds(AttackTarget target) throws Exception {
			RawClient.Ws ws = client(target).websocket();
			ws.send("40");
			ws.next();
			trySend(ws, EVENT);
			return eventually(() -> target.received() > 0);
		}

	},

	/** A client that was refused sends events all the same. */
	EVENT_OF_REFUSED_CLIENT {

		@Override
		boolean succeeds(AttackTarget target) throws Exception {
			RawClient.Ws ws = refused(target);
			trySend(ws, EVENT);
			return eventually(() -> target.received() > 0);
		}

	},

	/** A client that was refused receives what is broadcast. */
	BROADCAST_TO_REFUSED_CLIENT {

		@Override
		boolean succeeds(AttackTarget target) throws Exception {
			RawClient.Ws ws = refused(target);
			return eventually(() -> {
				target.broadcast("secret");
				return ws.messages.stream().anyMatch((message) -> message.contains("secret"));
			});
		}

	},

	/** The id that peers learn of a client is the key to its session. */
	EVENT_IN_ANOTHERS_NAME {

		@Override
		boolean succeeds(AttackTarget target) throws Exception {
			RawClient.Polling victim = client(target).polling();
			victim.post(CONNECT);
			victim.poll();
			client(target).post(RawClient.POLLING + "&sid=" + target.idOfFirstClient(), EVENT);
			return eventually(() -> target.received() > 0);
		}

	},

	/** The client says what its session's id is to be. */
	FIXATION {

		@Override
		boolean succeeds(AttackTarget target) throws Exception {
			String wish = UUID.randomUUID().toString();
			String open = client(target).get(RawClient.POLLING, "Cookie", "io=" + wish).body();
			return open.contains(wish);
		}

	},

	/** Any page may read the answers in its visitor's name. */
	FOREIGN_ORIGIN_ON_POLLING {

		@Override
		boolean succeeds(AttackTarget target) throws Exception {
			HttpResponse<String> response = client(target).get(RawClient.POLLING, "Origin", EVIL);
			return response.headers().firstValue("access-control-allow-origin").filter(EVIL::equals).isPresent()
					&& response.headers().firstValue("access-control-allow-credentials").isPresent();
		}

	},

	/** Any page may open a WebSocket in its visitor's name. */
	FOREIGN_ORIGIN_ON_WEBSOCKET {

		@Override
		boolean succeeds(AttackTarget target) throws Exception {
			try {
				client(target).wsAsync("", "Origin", EVIL).get(5, TimeUnit.SECONDS);
				return true;
			}
			catch (ExecutionException ex) {
				return false;
			}
		}

	},

	/** Each preflight request leaves a session behind. */
	SESSIONS_BY_PREFLIGHT {

		@Override
		boolean succeeds(AttackTarget target) throws Exception {
			return leavesSessions(target, "OPTIONS " + PATH + " HTTP/1.1\r\nHost: a\r\nOrigin: http://a\r\n"
					+ "Access-Control-Request-Method: POST\r\nConnection: close\r\n\r\n");
		}

	},

	/** Each POST without session leaves one behind. */
	SESSIONS_BY_BARE_POST {

		@Override
		boolean succeeds(AttackTarget target) throws Exception {
			return leavesSessions(target,
					"POST " + PATH + " HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n" + "Connection: close\r\n\r\n40");
		}

	},

	/** A malformed session id leaves the connection without an answer. */
	PARKED_SOCKET {

		@Override
		boolean succeeds(AttackTarget target) throws Exception {
			return RawClient.exchange(target.port(), "GET " + PATH + "&sid=x HTTP/1.1\r\nHost: a\r\n\r\n", PATIENCE)
				.isEmpty();
		}

	},

	/** A small frame inflates to many times the largest that is allowed. */
	DEFLATE_BOMB {

		@Override
		boolean succeeds(AttackTarget target) throws Exception {
			try (RawWebSocket socket = new RawWebSocket(target.port(), "permessage-deflate")) {
				socket.send(0x81, CONNECT.getBytes(StandardCharsets.UTF_8));
				eventually(() -> target.clients() > 0);
				socket.send(0xC1, deflate("42[\"echo\",\"" + "x".repeat(10_000_000) + "\"]"));
				return eventually(() -> target.received() > 0);
			}
		}

	},

	/** A client that is disconnected stays if it likes. */
	DISCONNECTED_CLIENT_STAYS {

		@Override
		boolean succeeds(AttackTarget target) throws Exception {
			try (RawWebSocket socket = new RawWebSocket(target.port(), null)) {
				socket.send(0x81, CONNECT.getBytes(StandardCharsets.UTF_8));
				eventually(() -> target.clients() > 0);
				target.disconnectAll();
				return socket.staysOpen(Duration.ofSeconds(4));
			}
		}

	},

	/** What a client does not read is kept for it without end. */
	UNREAD_CLIENT {

		@Override
		boolean succeeds(AttackTarget target) throws Exception {
			try (RawWebSocket socket = new RawWebSocket(target.port(), null)) {
				socket.send(0x81, CONNECT.getBytes(StandardCharsets.UTF_8));
				eventually(() -> target.clients() > 0);
				String text = "x".repeat(100_000);
				for (int i = 0; i < 300 && target.clients() > 0; i++) {
					target.broadcast(text);
				}
				return !eventually(() -> target.clients() == 0);
			}
		}

	};

	private static final Duration PATIENCE = Duration.ofSeconds(4);

	private static final String PATH = "/socket.io/?EIO=4&transport=polling";

	private static final String CONNECT = "40{\"token\":\"good\"}";

	private static final String EVENT = "42[\"echo\",1]";

	private static final String EVIL = "https://evil.example";

	/**
	 * Tries the attack.
	 * @param target the server
	 * @return whether it did harm
	 */
	abstract boolean succeeds(AttackTarget target) throws Exception;

	private static RawClient client(AttackTarget target) {
		return new RawClient(target.port(), "/socket.io/");
	}

	private static RawClient.Ws refused(AttackTarget target) throws Exception {
		RawClient.Ws ws = client(target).websocket();
		ws.send("40{\"token\":\"bad\"}");
		while (!ws.next().startsWith("44")) {
			// A stock server says hello first
		}
		return ws;
	}

	private static void trySend(RawClient.Ws ws, String text) throws Exception {
		try {
			ws.send(text);
		}
		catch (ExecutionException ex) {
			// Closed already, as it should be
		}
	}

	private static boolean leavesSessions(AttackTarget target, String request) throws Exception {
		for (int i = 0; i < 10; i++) {
			RawClient.exchange(target.port(), request, Duration.ofMillis(200));
		}
		return !eventually(() -> target.sessions() == 0);
	}

	private static byte[] deflate(String text) {
		Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION, true);
		deflater.setInput(text.getBytes(StandardCharsets.UTF_8));
		byte[] buffer = new byte[100_000];
		int length = deflater.deflate(buffer, 0, buffer.length, Deflater.SYNC_FLUSH);
		deflater.end();
		return Arrays.copyOf(buffer, length - 4);
	}

	/** Waits until something is so, but not for ever. */
	private static boolean eventually(Callable<Boolean> condition) {
		try {
			Awaitility.await().atMost(PATIENCE).pollInterval(Duration.ofMillis(10)).until(condition);
			return true;
		}
		catch (ConditionTimeoutException ex) {
			return false;
		}
	}

	/**
	 * A WebSocket whose client does as it likes.
	 */
	private static final class RawWebSocket implements AutoCloseable {

		private final Socket socket = new Socket();

		RawWebSocket(int port, String extension) throws IOException {
			this.socket.setReceiveBufferSize(4096);
			this.socket.connect(new InetSocketAddress("127.0.0.1", port));
			String more = (extension != null) ? "Sec-WebSocket-Extensions: " + extension + "\r\n" : "";
			this.socket.getOutputStream().write(RawClient.upgradeRequest(more));
			this.socket.getInputStream().read();
		}

		void send(int first, byte[] payload) throws IOException {
			this.socket.getOutputStream().write(RawClient.frame(first, payload));
		}

		boolean staysOpen(Duration time) throws IOException {
			this.socket.setSoTimeout((int) time.toMillis());
			try {
				byte[] buffer = new byte[8192];
				while (this.socket.getInputStream().read(buffer) >= 0) {
					// Whatever it says, it does not go
				}
				return false;
			}
			catch (SocketTimeoutException ex) {
				return true;
			}
		}

		@Override
		public void close() throws IOException {
			this.socket.close();
		}

	}

}
