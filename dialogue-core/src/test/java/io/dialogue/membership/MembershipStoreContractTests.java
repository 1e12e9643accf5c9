package io.dialogue.membership;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What every {@link MembershipStore} guarantees.
 */
public abstract class MembershipStoreContractTests {

	private static final String ROOM = "room";

	private final ExecutorService threads = Executors.newFixedThreadPool(16);

	private MembershipStore store;

	/**
	 * Creates the store that is tested.
	 * @return the store
	 */
	protected abstract MembershipStore createStore();

	@BeforeEach
	void begin() {
		this.store = createStore();
	}

	@AfterEach
	void end() {
		this.threads.shutdownNow();
	}

	@Test
	void seatsAreTakenUpToTheLimit() {
		assertThat(join("a", 2)).isEqualTo(SeatResult.SEATED);
		assertThat(join("b", 2)).isEqualTo(SeatResult.SEATED);
		assertThat(join("c", 2)).isEqualTo(SeatResult.FULL);
		awaitSize(2);
	}

	@Test
	void withoutLimitEverybodyIsSeated() {
		IntStream.range(0, 100).forEach((i) -> assertThat(join("c" + i, null)).isEqualTo(SeatResult.SEATED));
		awaitSize(100);
	}

	@Test
	void clientHasOneSeatAtMostAlsoInAFullRoom() {
		join("a", 1);
		assertThat(join("a", 1)).isEqualTo(SeatResult.ALREADY_SEATED);
		awaitSize(1);
	}

	@Test
	void seatThatWasGivenUpIsFreeAtOnce() {
		join("a", 1);
		assertThat(leave("a")).isTrue();
		assertThat(join("b", 1)).isEqualTo(SeatResult.SEATED);
		awaitSize(1);
	}

	@Test
	void leavingWithoutSeatDoesNothing() {
		assertThat(leave("a")).isFalse();
		join("a", 1);
		assertThat(leave("b")).isFalse();
		assertThat(leave("a")).isTrue();
		assertThat(leave("a")).isFalse();
		awaitSize(0);
	}

	@Test
	void roomsDoNotKnowEachOther() {
		join("a", 1);
		assertThat(done(this.store.tryJoin("other", "a", 1))).isEqualTo(SeatResult.SEATED);
		done(this.store.clear("other"));
		awaitSize(1);
		assertThat(this.store.size("nowhere")).isZero();
	}

	@Test
	void clearFreesAllSeats() {
		IntStream.range(0, 5).forEach((i) -> join("c" + i, 5));
		done(this.store.clear(ROOM));
		awaitSize(0);
		assertThat(join("x", 1)).isEqualTo(SeatResult.SEATED);
	}

	@RepeatedTest(10)
	void exactlyAsManyAsThereAreSeatsGetInWhenTwoHundredRace() throws Exception {
		CountDownLatch start = new CountDownLatch(1);
		List<CompletableFuture<SeatResult>> results = IntStream.range(0, 200)
			.mapToObj((i) -> CompletableFuture.supplyAsync(() -> {
				awaitQuietly(start);
				return join("c" + i, 10);
			}, this.threads))
			.toList();
		start.countDown();
		List<SeatResult> all = results.stream().map(MembershipStoreContractTests::done).toList();
		assertThat(all).filteredOn((it) -> it == SeatResult.SEATED).hasSize(10);
		assertThat(all).filteredOn((it) -> it == SeatResult.FULL).hasSize(190);
		awaitSize(10);
	}

	@RepeatedTest(5)
	void neverAreMoreSeatsTakenThanThereAreWhileClientsComeAndGo() {
		AtomicInteger seated = new AtomicInteger();
		AtomicInteger most = new AtomicInteger();
		CompletableFuture<?>[] all = IntStream.range(0, 16).mapToObj((thread) -> CompletableFuture.runAsync(() -> {
			for (int i = 0; i < 200; i++) {
				if (join("c" + thread, 5) == SeatResult.SEATED) {
					most.accumulateAndGet(seated.incrementAndGet(), Math::max);
					seated.decrementAndGet();
					leave("c" + thread);
				}
			}
		}, this.threads)).toArray(CompletableFuture[]::new);
		done(CompletableFuture.allOf(all));
		assertThat(most.get()).isBetween(1, 5);
		awaitSize(0);
	}

	private SeatResult join(String clientId, Integer limit) {
		return done(this.store.tryJoin(ROOM, clientId, limit));
	}

	private boolean leave(String clientId) {
		return done(this.store.leave(ROOM, clientId));
	}

	/** A shared store may answer from a copy that lags behind. */
	private void awaitSize(int size) {
		await().untilAsserted(() -> assertThat(this.store.size(ROOM)).isEqualTo(size));
	}

	private static void awaitQuietly(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static <T> T done(CompletionStage<T> stage) {
		return stage.toCompletableFuture().orTimeout(10, TimeUnit.SECONDS).join();
	}

}
