# The program alone, about as large as itself: docker build -t yulu .

FROM rust:1.95-slim-bookworm AS build
# hadolint ignore=DL3008 # the release of Debian fixes them; exact versions leave its mirrors
RUN apt-get update \
    && apt-get install -y --no-install-recommends musl-tools \
    && rm -rf /var/lib/apt/lists/*
RUN rustup target add "$(uname -m)-unknown-linux-musl"
# By the target's name a C compiler is looked for that Debian has not.
ENV TARGET_CC=musl-gcc
WORKDIR /build
COPY Cargo.toml Cargo.lock build.rs ./
COPY src src
COPY config config
COPY data data
# Nothing builds them here, but Cargo.toml names them.
COPY benches benches
# Where the source code is, as https://… (read while building).
ARG YULU_REPOSITORY=""
# What is mounted is gone afterwards, so the program is copied out of it.
RUN --mount=type=cache,target=/usr/local/cargo/registry \
    --mount=type=cache,target=/build/target,sharing=locked \
    cargo build --release --locked --target "$(uname -m)-unknown-linux-musl" \
    && cp "target/$(uname -m)-unknown-linux-musl/release/yulu" yulu

FROM scratch
ARG YULU_REPOSITORY=""
LABEL org.opencontainers.image.title="Yulu" \
      org.opencontainers.image.description="A Discord bot that answers with verbatim quotes from interviews" \
      org.opencontainers.image.licenses="(MIT OR Apache-2.0) AND LicenseRef-Interviews" \
      org.opencontainers.image.source="${YULU_REPOSITORY}"
COPY --from=build /build/yulu /yulu
COPY LICENSE-MIT LICENSE-APACHE /licences/
COPY config/yulu.toml /config/
COPY data/NOTICE.txt /data/
COPY data/opencc/LICENSE data/opencc/README.md /data/opencc/
COPY data/jieba/LICENSE data/jieba/README.md /data/jieba/
COPY data/transcripts /data/transcripts
WORKDIR /
USER 65532:65532
ENV YULU_WEB_LISTEN=0.0.0.0:8080
EXPOSE 8080
HEALTHCHECK --interval=30s --timeout=5s --start-period=10s CMD ["/yulu", "health"]
ENTRYPOINT ["/yulu"]
CMD ["--data", "/data", "run"]
