# Two stages: the first has what building needs, the second only what running needs.
FROM python:3.12-slim AS build
WORKDIR /build
COPY requirements.txt .
RUN python -m venv /venv \
    && /venv/bin/pip install --no-cache-dir --require-hashes -r requirements.txt

FROM python:3.12-slim
LABEL org.opencontainers.image.title="SCORE Learn" \
      org.opencontainers.image.licenses="Apache-2.0 AND CC-BY-4.0"
RUN useradd --system --uid 10001 --home-dir /data --shell /usr/sbin/nologin score \
    && install -d -o score -g score /data
COPY --from=build /venv /venv
WORKDIR /srv/score
COPY app app
COPY migrations migrations
COPY static static
COPY templates templates
COPY content content
ENV PATH=/venv/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    SCORE_HOST=0.0.0.0 \
    SCORE_DATA_DIR=/data
RUN python -m compileall -q app
USER score
VOLUME /data
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s \
    CMD ["python", "-c", "import os, urllib.request; urllib.request.urlopen('http://127.0.0.1:' + os.environ.get('SCORE_PORT', '8000') + '/readyz', timeout=4)"]
STOPSIGNAL SIGINT
CMD ["python", "-m", "app.cli", "serve"]
