package io.dialogue.revocation;

import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.Assert;

/**
 * Remembers revocations in this process, until it ends. Of too many, the oldest is
 * forgotten; from then on, all that was issued before it is refused, to whomever.
 */
public final class InMemoryRevocationStore implements RevocationStore {

	private static final Logger logger = LoggerFactory.getLogger(InMemoryRevocationStore.class);

	/** Guarded by itself. */
	private final Map<String, Revocation> revocations = new LinkedHashMap<>();

	private final int maxUsers;

	private Consumer<Revocation> listener = (revocation) -> {
	};

	private @Nullable Revocation forgotten;

	/**
	 * Creates an empty store.
	 * @param maxUsers how many users' revocations it remembers
	 */
	public InMemoryRevocationStore(int maxUsers) {
		Assert.isTrue(maxUsers > 0, "The number of revocations must be positive");
		this.maxUsers = maxUsers;
	}

	@Override
	public void attach(Consumer<Revocation> target) {
		this.listener = target;
	}

	@Override
	public CompletionStage<Void> revoke(Revocation revocation) {
		synchronized (this.revocations) {
			this.revocations.remove(revocation.userId());
			this.revocations.put(revocation.userId(), revocation);
			if (this.revocations.size() > this.maxUsers) {
				forgetOldest();
			}
		}
		this.listener.accept(revocation);
		return CompletableFuture.completedStage(null);
	}

	private void forgetOldest() {
		Iterator<Revocation> oldest = this.revocations.values().iterator();
		Revocation next = oldest.next();
		oldest.remove();
		if (this.forgotten == null) {
			logger.warn("More than {} users were revoked: what was issued before {} is refused to everybody",
					this.maxUsers, next.time());
		}
		if (this.forgotten == null || next.time().isAfter(this.forgotten.time())) {
			this.forgotten = next;
		}
	}

	@Override
	public CompletionStage<Void> reinstate(String userId) {
		synchronized (this.revocations) {
			this.revocations.remove(userId);
		}
		return CompletableFuture.completedStage(null);
	}

	@Override
	public CompletionStage<Boolean> isRevoked(String userId, @Nullable Instant issuedAt) {
		synchronized (this.revocations) {
			Revocation own = this.revocations.get(userId);
			return CompletableFuture.completedStage((own != null && own.covers(issuedAt))
					|| (this.forgotten != null && this.forgotten.covers(issuedAt)));
		}
	}

}
