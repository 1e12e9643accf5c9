package io.dialogue.gateway;

import java.lang.ref.WeakReference;
import java.time.Duration;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import io.dialogue.client.ClientIdentity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.mockito.Mockito.mock;

/**
 * What becomes of a session's ticket when another session takes over.
 */
class SessionsTests {

	private static final ClientIdentity IDENTITY = ClientIdentity.of("a");

	private final Sessions sessions = new Sessions(Duration.ofMinutes(1));

	private final DefaultGatewaySession first = mock();

	private final DefaultGatewaySession second = mock();

	@Test
	void endOfASessionThatWasTakenOverEndsNoOther() {
		Sessions.Ticket former = open(this.first, null).ticket();
		Sessions.Opened next = open(this.second, former.text());
		assertThat(next.takenOver()).isSameAs(this.first);
		this.sessions.ended(former);
		assertThat(this.sessions.revoke("a")).containsExactly(this.second);
	}

	@Test
	void formerSecretAndTheOwnOneBringBackTheSameSession() {
		String former = open(this.first, null).ticket().text();
		String own = open(this.second, former).ticket().text();
		DefaultGatewaySession third = mock();
		assertThat(open(third, former).takenOver()).isSameAs(this.second);
		assertThat(open(mock(), own).takenOver()).isSameAs(third);
		assertThat(open(mock(), former).takenOver()).isNull();
	}

	@Test
	void ofASessionThatWasTakenOverTheSecretAloneIsKept() {
		String former = open(this.first, null).ticket().text();
		WeakReference<Sessions.Ticket> ticket = new WeakReference<>(open(this.second, former).ticket());
		open(mock(), former);
		await().until(() -> {
			System.gc();
			return ticket.get() == null;
		});
	}

	@Test
	void sessionThatHasEndedIsBroughtBackWithoutAnyToTakeOver() {
		Sessions.Ticket ended = open(this.first, null).ticket();
		this.sessions.ended(ended);
		this.sessions.ended(ended);
		Sessions.Opened next = open(this.second, ended.text());
		assertThat(next.takenOver()).isNull();
		assertThat(open(mock(), ended.text()).takenOver()).isSameAs(this.second);
	}

	private Sessions.Opened open(DefaultGatewaySession session, @Nullable String presented) {
		return this.sessions.open(session, IDENTITY, true, presented);
	}

}
