package io.dialogue.room;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.mockito.BDDMockito;
import org.mockito.Mockito;

import io.dialogue.client.ConnectedClient;
import io.dialogue.client.OutboundMessage;
import io.dialogue.event.EncodedEvent;
import io.dialogue.testsupport.FakeConnection;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Who receives what in a room.
 */
class RoomAudienceTests {

	private final RoomAudience audience = new RoomAudience();

	@Test
	void eventReachesItsSubscribersOnly() {
		Member both = live("a", "b");
		Member other = live("b");
		Member none = live();
		assertThat(handOver("a", 1L, null)).isEqualTo(1);
		assertThat(handOver("b", 2L, null)).isEqualTo(2);
		assertThat(both.offsets()).containsExactly(1L, 2L);
		assertThat(other.offsets()).containsExactly(2L);
		assertThat(none.offsets()).isEmpty();
	}

	@Test
	void subscriptionToAllGivesOneCopyAndOthersComeBackWhenItEnds() {
		Member member = live("a");
		this.audience.subscribe(member.participant(), "*", 10);
		assertThat(handOver("a", 1L, null)).isEqualTo(1);
		this.audience.subscribe(member.participant(), "b", 10);
		handOver("b", 2L, null);
		handOver("c", 3L, null);
		this.audience.unsubscribe(member.participant(), "*");
		handOver("a", 4L, null);
		handOver("b", 5L, null);
		assertThat(handOver("c", 6L, null)).isZero();
		assertThat(member.offsets()).containsExactly(1L, 2L, 3L, 4L, 5L);
	}

	@Test
	void unsubscribingOneEventUnderASubscriptionToAllChangesNothingUntilThatEnds() {
		Member member = live("*", "a");
		this.audience.unsubscribe(member.participant(), "a");
		handOver("a", 1L, null);
		this.audience.unsubscribe(member.participant(), "*");
		handOver("a", 2L, null);
		assertThat(member.offsets()).containsExactly(1L);
	}

	@Test
	void subscriptionsAreBounded() {
		Member member = live("a", "b");
		assertThat(this.audience.subscribe(member.participant(), "c", 2)).isFalse();
		assertThat(this.audience.subscribe(member.participant(), "a", 2)).isTrue();
		assertThat(this.audience.subscriptions(member.participant())).containsExactly("a", "b");
	}

	@Test
	void clientThatIsExceptedReceivesNothingAndIsNotCounted() {
		Member one = live("a");
		Member two = live("*");
		Member catchingUp = enter("a");
		assertThat(handOver("a", 1L, one.id())).isEqualTo(2);
		assertThat(handOver("a", 2L, two.id())).isEqualTo(2);
		assertThat(handOver("a", 3L, catchingUp.id())).isEqualTo(2);
		assertThat(handOver("a", 4L, "unknown")).isEqualTo(3);
		this.audience.proceed(catchingUp.participant(), 0);
		assertThat(one.offsets()).containsExactly(2L, 3L, 4L);
		assertThat(two.offsets()).containsExactly(1L, 3L, 4L);
		assertThat(catchingUp.offsets()).containsExactly(1L, 2L, 4L);
	}

	@Test
	void liveEventsAreHeldBackWhileAMemberCatchesUp() {
		Member member = enter("a");
		handOver("a", 1L, null);
		handOver("a", 2L, null);
		handOver("a", null, null);
		handOver("b", 3L, null);
		handOver("a", 4L, null);
		assertThat(member.offsets()).isEmpty();
		assertThat(this.audience.proceed(member.participant(), 2)).isNotNull();
		handOver("a", 5L, null);
		assertThat(member.offsets()).containsExactly(null, 4L, 5L);
	}

	@Test
	void subscriptionsMayChangeWhileAMemberCatchesUp() {
		Member member = enter("a");
		this.audience.subscribe(member.participant(), "b", 10);
		this.audience.unsubscribe(member.participant(), "a");
		handOver("a", 1L, null);
		handOver("b", 2L, null);
		this.audience.proceed(member.participant(), 0);
		handOver("a", 3L, null);
		handOver("b", 4L, null);
		assertThat(member.offsets()).containsExactly(2L, 4L);
	}

	@Test
	void tooMuchHeldBackIsToBeReadAgain() {
		Member member = enter("a");
		IntStream.rangeClosed(1, 2000).forEach((i) -> handOver("a", (long) i, null));
		assertThat(this.audience.proceed(member.participant(), 0)).isNull();
		handOver("a", 2001L, null);
		assertThat(this.audience.proceed(member.participant(), 2000)).isNotNull();
		assertThat(member.offsets()).containsExactly(2001L);
	}

	@Test
	void moreThanIsSentAtOnceIsForTheCallerToSend() {
		Member member = enter("a");
		IntStream.rangeClosed(1, 1000).forEach((i) -> handOver("a", (long) i, null));
		Backlog backlog = this.audience.proceed(member.participant(), 10);
		assertThat(backlog.messages()).hasSize(990);
		assertThat(backlog.reached()).isEqualTo(1000);
		assertThat(member.offsets()).isEmpty();
		handOver("a", 1001L, null);
		assertThat(this.audience.proceed(member.participant(), 1000)).isEqualTo(new Backlog(List.of(), 1001));
		handOver("a", 1002L, null);
		assertThat(member.offsets()).containsExactly(1001L, 1002L);
	}

	@Test
	void whatIsUnsubscribedMeanwhileIsNotSentAnyMore() {
		Member member = enter("a", "b");
		handOver("a", 1L, null);
		handOver("b", 2L, null);
		this.audience.unsubscribe(member.participant(), "a");
		this.audience.proceed(member.participant(), 0);
		assertThat(member.offsets()).containsExactly(2L);
	}

	@Test
	void whoEntersAgainCatchesUpWithOtherSubscriptions() {
		Member member = live("a");
		this.audience.enterAgain(member.participant(), Set.of("b"));
		handOver("a", 1L, null);
		handOver("b", 2L, null);
		assertThat(member.offsets()).isEmpty();
		this.audience.proceed(member.participant(), 0);
		assertThat(member.offsets()).containsExactly(2L);
		this.audience.enterAgain(member.participant(), null);
		this.audience.proceed(member.participant(), 2);
		handOver("b", 3L, null);
		assertThat(member.offsets()).containsExactly(2L, 3L);
	}

	@Test
	void whoHasLeftReceivesNothingWhateverItDoesAfterwards() {
		Member member = live("a", "*");
		assertThat(this.audience.leave(member.participant())).isTrue();
		assertThat(this.audience.leave(member.participant())).isFalse();
		this.audience.subscribe(member.participant(), "b", 10);
		this.audience.unsubscribe(member.participant(), "*");
		this.audience.enterAgain(member.participant(), Set.of("a", "b"));
		assertThat(handOver("a", 1L, null)).isZero();
		assertThat(this.audience.proceed(member.participant(), 0)).isNotNull();
		assertThat(handOver("b", 2L, null)).isZero();
		assertThat(member.offsets()).isEmpty();
	}

	@Test
	void closedAudienceEmptiesAndAdmitsNobody() {
		Member member = live("a");
		Member late = member("a");
		assertThat(this.audience.close()).containsExactly(member.participant());
		assertThat(this.audience.enter(late.participant(), Set.of("a"))).isFalse();
		assertThat(handOver("a", 1L, null)).isZero();
		assertThat(this.audience.members()).isEmpty();
	}

	private Member live(String... subscriptions) {
		Member member = enter(subscriptions);
		this.audience.proceed(member.participant(), 0);
		return member;
	}

	private Member enter(String... subscriptions) {
		Member member = member(subscriptions);
		assertThat(this.audience.enter(member.participant(), List.of(subscriptions))).isTrue();
		return member;
	}

	private Member member(String... subscriptions) {
		FakeConnection connection = new FakeConnection(Map.of(), Runnable::run);
		ConnectedClient client = Mockito.mock(ConnectedClient.class);
		BDDMockito.given(client.id()).willReturn(connection.id());
		return new Member(connection, new Participant(client, connection));
	}

	private int handOver(String name, @Nullable Long offset, @Nullable String except) {
		EncodedEvent event = new EncodedEvent(name, ("{\"event\":\"" + name + "\"}").getBytes(StandardCharsets.UTF_8));
		EncodedEvent numbered = (offset != null) ? event.withOffset(offset) : event;
		return this.audience.handOver(numbered, OutboundMessage.of("dialogue:event", numbered), except);
	}

	private record Member(FakeConnection connection, Participant participant) {

		String id() {
			return this.connection.id();
		}

		List<Long> offsets() {
			return this.connection.messages("dialogue:event")
				.stream()
				.map((event) -> event.has("offset") ? event.path("offset").longValue() : null)
				.toList();
		}

	}

}
