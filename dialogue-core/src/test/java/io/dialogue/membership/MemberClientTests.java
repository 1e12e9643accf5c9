package io.dialogue.membership;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

import io.dialogue.client.ClientIdentity;
import io.dialogue.client.MessageEncoder;
import io.dialogue.concurrent.SerialQueue;
import io.dialogue.room.Participant;
import io.dialogue.room.RoomDefinition;
import io.dialogue.room.RoomEvents;
import io.dialogue.testsupport.FakeConnection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.Mockito.mock;

/**
 * What a client does not keep before it is needed.
 */
class MemberClientTests {

	private static final int THREADS = 4;

	private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);

	private final MemberClient client = client(Map.of());

	@AfterEach
	void stop() {
		this.threads.shutdownNow();
	}

	@Test
	void metaIsThePayloadWithoutWhatIsSecret() {
		assertThat(this.client.meta()).isEmpty();
		Map<String, Object> meta = client(Map.of("token", "t", "userId", "a", "session", "s", "device", "phone"))
			.meta();
		assertThat(meta).isEqualTo(Map.of("device", "phone"));
		assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(meta::clear);
		Map<String, Object> payload = client(Map.of("device", "phone")).meta();
		assertThat(payload).isEqualTo(Map.of("device", "phone"));
		assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(payload::clear);
	}

	@Test
	void withoutASeatIsConnectedAndInNoRoom() {
		assertThat(this.client.isConnected()).isTrue();
		assertThat(this.client.rooms()).isEmpty();
		assertThat(this.client.isIn("r0")).isFalse();
		assertThat(this.client.subscriptions("r0")).isEmpty();
	}

	@Test
	void thatGoesBeforeItsFirstSeatGetsNone() {
		assertThat(this.client.close()).isEmpty();
		assertThat(this.client.isConnected()).isFalse();
		assertThat(this.client.seats().reserve(seat(0))).isFalse();
		assertThat(this.client.rooms()).isEmpty();
		assertThat(this.client.close()).isNull();
	}

	@RepeatedTest(100)
	void firstSeatsOfSeveralThreadsAtOnceAreAllKept() {
		CyclicBarrier start = new CyclicBarrier(THREADS);
		List<CompletableFuture<Void>> joins = IntStream.range(0, THREADS)
			.mapToObj((i) -> CompletableFuture.runAsync(() -> {
				await(start);
				Seat seat = seat(i);
				assertThat(this.client.seats().reserve(seat)).isTrue();
				assertThat(this.client.seats().take(seat)).isEmpty();
			}, this.threads))
			.toList();
		joins.forEach(CompletableFuture::join);
		assertThat(this.client.rooms()).containsExactlyInAnyOrder("r0", "r1", "r2", "r3");
	}

	@RepeatedTest(100)
	void firstSeatThatMeetsTheEndIsEitherGivenUpOrRefused() {
		CyclicBarrier start = new CyclicBarrier(2);
		Seat seat = seat(0);
		CompletableFuture<Boolean> taken = CompletableFuture.supplyAsync(() -> {
			await(start);
			return this.client.seats().reserve(seat) && this.client.seats().take(seat) != null;
		}, this.threads);
		await(start);
		assertThat(this.client.close()).isEqualTo(taken.join() ? List.of(seat) : List.of());
	}

	private static MemberClient client(Map<String, Object> auth) {
		return new MemberClient(new FakeConnection(auth, Runnable::run), ClientIdentity.claimed("a"),
				new SerialQueue(new SerialQueue.Terms(Runnable::run, 10)),
				new MemberClient.Parts(mock(Membership.class), mock(MessageEncoder.class)));
	}

	private static void await(CyclicBarrier start) {
		try {
			start.await();
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

	private Seat seat(int number) {
		RoomDefinition definition = RoomDefinition.builder("r" + number, "Room").build();
		ManagedRoom room = new ManagedRoom(definition, mock(MembershipStore.class), mock(RoomEvents.class));
		return new Seat(room, new Participant(this.client, this.client.connection()), false);
	}

}
