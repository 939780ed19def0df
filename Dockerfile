# Dossier with its model and an index of seeds/, for machines without a GPU. See docs/container.md.

FROM python:3.11-slim-bookworm AS build

# Bytecode is written further down, of what is used alone: of everything it would be 300 MB.
ENV PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_ROOT_USER_ACTION=ignore
RUN python -m venv --without-pip /opt/dossier

WORKDIR /src
COPY constraints.txt ./
# First, since it is the largest and changes least. Its headers and tests are of no use here.
RUN python -m pip --python /opt/dossier/bin/python install --no-compile \
        --only-binary :all: -c constraints.txt \
        --extra-index-url https://download.pytorch.org/whl/cpu \
        "torch==$(sed -n 's/^torch==//p' constraints.txt)+cpu" \
    && rm -r /opt/dossier/lib/python3.11/site-packages/torch/include \
        /opt/dossier/lib/python3.11/site-packages/torch/test \
        /opt/dossier/lib/python3.11/site-packages/torch/bin/test_*
COPY pyproject.toml README.md LICENSE ./
COPY bot bot
COPY index index
RUN python -m pip --python /opt/dossier/bin/python install --no-compile \
        --only-binary :all: -c constraints.txt .

WORKDIR /srv/dossier
COPY seeds seeds
# A question, so that the image has answered one, and the bytecode of what answers.
RUN mkdir -m 700 state \
    && /opt/dossier/bin/dossier index build \
    && /opt/dossier/bin/dossier ask "Who is Captain Renault?" \
    && /opt/dossier/bin/dossier doctor > /dev/null \
    && /opt/dossier/bin/python -c "import bot.discord.run"


FROM python:3.11-slim-bookworm

RUN groupadd --gid 10001 dossier \
    && useradd --uid 10001 --gid dossier --no-log-init --no-create-home --home-dir /srv/dossier \
        --shell /usr/sbin/nologin dossier
COPY --from=build /opt/dossier /opt/dossier
COPY --from=build --chown=10001:10001 /srv/dossier /srv/dossier

# Models that are named besides the one inside are kept where there is room to write.
ENV PATH=/opt/dossier/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    HF_HOME=/srv/dossier/state/models \
    DOSSIER_METRICS_PORT=9464
USER 10001:10001
# Dossier looks for seeds/, index/built/ and state/ where it is started.
WORKDIR /srv/dossier
VOLUME ["/srv/dossier/seeds", "/srv/dossier/index", "/srv/dossier/state"]
HEALTHCHECK --interval=30s --timeout=10s --start-period=90s --retries=3 CMD ["dossier", "health"]
ENTRYPOINT ["dossier"]
CMD ["run"]
